import { expect } from 'chai'
import { createReportPageWriter } from '../../../../src/adapters/pdf-lib/report-pages.ts'
import { createCorrectArrival } from '../../../../src/usecases/intake/correct-arrival.ts'
import { createVoidItem } from '../../../../src/usecases/intake/void-item.ts'
import { createExportRegister } from '../../../../src/usecases/register/export-register.ts'
import { createFindReceiptGaps } from '../../../../src/usecases/register/find-receipt-gaps.ts'
import { createListRegister } from '../../../../src/usecases/register/list-register.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { aLetter } from '../support/letters.ts'
import { openMailroom, person, SIGNAL, type Mailroom } from '../support/mailroom.ts'

const PAGE = { limit: 50 }

describe('the mail register', function () {
  let mailroom: Mailroom

  beforeEach(async function () {
    mailroom = await openMailroom()
  })

  async function lines(name: string, query = {}) {
    return (await createListRegister(mailroom)(person(name), query, PAGE, SIGNAL)).items
  }

  it('has every number, but shows what a letter is about only to those who may read it', async function () {
    await aLetter(mailroom, { item: { sender: 'Meyer', subject: 'Einspruch' } })
    await aLetter(mailroom, { state: 'filed', item: { sender: 'Schulz', readKeys: ['unit:social'] } })
    const seen = await lines('mia')
    expect(seen.map(({ content }) => content?.sender)).to.have.members(['Meyer', undefined])
    expect(new Set(seen.map(({ receiptNumber }) => receiptNumber.slice(-6)))).to.deep.equal(
      new Set(['000001', '000002']),
    )
    const checked = await lines('otto')
    expect(checked.map(({ content }) => content)).to.deep.equal([undefined, undefined])
  })

  it('keeps evidence and reasons from those who may not read the letter', async function () {
    const evidence = { kind: 'transport', text: 'Received: from geheim.example' } as const
    const at = '2026-03-02T09:00:00.000Z'
    const correction = { from: at, at, by: { userId: 'x', displayName: 'X' }, reason: 'geheim' }
    await aLetter(mailroom, { item: { arrival: { evidence, correction } } })
    expect((await lines('mia'))[0]?.arrival).to.deep.equal({ evidence, correction })
    expect(JSON.stringify(await lines('otto'))).to.not.contain('geheim')
    expect((await lines('otto'))[0]?.arrival?.correction?.from).to.equal(at)
    const ports = { ...mailroom, reportPages: createReportPageWriter() }
    const { table } = await createExportRegister(ports)(person('otto'), {}, SIGNAL)
    expect(JSON.stringify(table)).to.not.contain('geheim')
  })

  it('finds a sender only in letters that the reader may read', async function () {
    await aLetter(mailroom, { item: { sender: 'Meyer', readKeys: ['unit:social'] } })
    expect(await lines('mia', { sender: 'Meyer' })).to.deep.equal([])
    await aLetter(mailroom, { item: { sender: 'Meyer' } })
    expect(await lines('mia', { sender: 'Meyer' })).to.have.length(1)
    expect(await lines('otto', { sender: 'Meyer' })).to.deep.equal([])
  })

  it('takes the days of the town', async function () {
    // 00:30 on the third in Berlin.
    await aLetter(mailroom, { item: { receivedAt: '2026-03-02T23:30:00.000Z' } })
    expect(await lines('mia', { from: '2026-03-03', to: '2026-03-03' })).to.have.length(1)
    expect(await lines('mia', { from: '2026-03-02', to: '2026-03-02' })).to.deep.equal([])
    await expectFailure(lines('mia', { from: '2026-03-03', to: '2026-03-02' }), 'validation-failed')
  })

  it('keeps a cancelled number with its reason, for everybody who keeps the register', async function () {
    const { item } = await aLetter(mailroom)
    await createVoidItem(mailroom)(person('mia'), { itemId: item.id, reason: 'Doppelt erfasst' }, SIGNAL)
    const [line] = await lines('otto')
    expect([line?.state, line?.closureReason]).to.deep.equal(['voided', 'Doppelt erfasst'])
    const report = await createFindReceiptGaps(mailroom)(person('otto'), undefined, SIGNAL)
    expect(report.count).to.equal(1)
    expect(report.gaps).to.deep.equal([])
  })

  it('tells neither unit nor reason of what few may know to those who may not read it', async function () {
    const closure = {
      reason: 'geheim',
      at: '2026-03-02T09:00:00.000Z',
      by: { userId: 'x', displayName: 'X' },
    }
    const target = { orgUnitId: 'social' }
    const readKeys = ['mailroom:confidential', 'unit:social:confidential']
    await aLetter(mailroom, { state: 'voided', item: { closure, target, readKeys } })
    for (const name of ['mia', 'otto']) {
      const [line] = await lines(name)
      expect(line).to.not.have.any.keys('orgUnitId', 'closureReason', 'content')
      expect(line).to.include({ state: 'voided', fileCount: 1 })
    }
    expect((await lines('mara'))[0]).to.include({ orgUnitId: 'social', closureReason: 'geheim' })
  })

  it('shows a corrected arrival, of which the history knows both times and the reason', async function () {
    const { item } = await aLetter(mailroom)
    const read = await mailroom.jobQueue.claim('worker', 60_000, SIGNAL)
    if (read !== undefined) await mailroom.jobQueue.complete(read, SIGNAL)
    const receivedAt = new Date(Date.parse(item.capturedAt) - 86_400_000).toISOString()
    const input = { itemId: item.id, receivedAt, reason: 'Lag seit gestern im Fach' }
    await createCorrectArrival(mailroom)(person('mia'), input, SIGNAL)
    const [line] = await lines('mia')
    expect(line?.receivedAt).to.equal(receivedAt)
    expect(line?.arrival?.correction?.from).to.equal(item.receivedAt)
    const history = await mailroom.auditLog.history(mailroom.machine, 'incoming-item', item.id, SIGNAL)
    const event = history.at(-1)
    expect(event?.action).to.equal('item.arrival-corrected')
    expect(event?.reason).to.equal('Lag seit gestern im Fach')
    const jobs = await mailroom.jobQueue.ofItem(mailroom.machine, item.id, SIGNAL)
    expect(
      jobs.some(({ kind }) => kind === 'renew'),
      'the stamp is made anew',
    ).to.equal(true)
    expect(event?.changes['receivedAt']).to.deep.equal({ before: item.receivedAt, after: receivedAt })
  })

  it('comes as a table and as pages, oldest first', async function () {
    for (const sender of ['=1+1', 'Öczan & Söhne', '小林']) await aLetter(mailroom, { item: { sender } })
    const ports = { ...mailroom, reportPages: createReportPageWriter() }
    const made = await createExportRegister(ports)(person('mia'), {}, SIGNAL)
    expect(made.table.map((row) => row[4])).to.deep.equal(['Absender', '=1+1', 'Öczan & Söhne', '小林'])
    const pdf = Buffer.from(await made.pdf())
    expect(pdf.subarray(0, 5).toString()).to.equal('%PDF-')
  })

  it('names a gap that somebody has made in the database', async function () {
    await aLetter(mailroom)
    await mailroom.incomingItems.nextReceiptSerial(
      mailroom.machine,
      mailroom.clock.now().getUTCFullYear(),
      SIGNAL,
    )
    await aLetter(mailroom)
    const report = await createFindReceiptGaps(mailroom)(person('mia'), undefined, SIGNAL)
    expect(report.gaps.map(({ from, to }) => [from.slice(-1), to.slice(-1)])).to.deep.equal([['2', '2']])
    expect(report.count).to.equal(2)
  })
})
