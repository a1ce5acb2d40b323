import { expect } from 'chai'
import type { ItemState } from '../../../../src/domain/intake/incoming-item.ts'
import { createIdGenerator } from '../../../../src/adapters/system/ids.ts'
import { createAdmitSubmission } from '../../../../src/usecases/intake/admit-submission.ts'
import { createFindPublicTenant } from '../../../../src/usecases/intake/find-public-tenant.ts'
import {
  createHandInSubmission,
  type HandInInput,
  type SubmissionReceipt,
} from '../../../../src/usecases/intake/hand-in-submission.ts'
import {
  createSubmissionStatus,
  type SubmissionStatusView,
} from '../../../../src/usecases/intake/submission-status.ts'
import {
  createPatchCitizenPage,
  createShowCitizenPage,
} from '../../../../src/usecases/intake/citizen-page.ts'
import { createPrintReceipt } from '../../../../src/usecases/intake/print-receipt.ts'
import type { ReportView } from '../../../../src/domain/report-view.ts'
import { defaultLetterhead } from '../../../../src/domain/letters/letterhead.ts'
import { followUpOf } from '../../../contract/records.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { openMailroom, person, SIGNAL, TENANT, upload, type Mailroom } from '../support/mailroom.ts'

const WHERE = { tenantSlug: 'musterstadt', clientAddress: '192.0.2.1', requestId: 'r' }
let mailroom: Mailroom

/** Each test has a mailroom of its own. */
function openBeforeEach(): void {
  beforeEach(async function () {
    const opened = await openMailroom()
    mailroom = { ...opened, ids: createIdGenerator(opened.clock) }
  })
}

async function handIn(fields: Partial<HandInInput> = {}): Promise<SubmissionReceipt> {
  const citizen = await createAdmitSubmission(mailroom)(WHERE, SIGNAL)
  return createHandInSubmission(mailroom)(citizen, { files: [upload('antrag')], ...fields }, SIGNAL)
}

function statusOf({
  referenceCode,
  secret,
}: Pick<SubmissionReceipt, 'referenceCode' | 'secret'>): Promise<SubmissionStatusView> {
  return createSubmissionStatus(mailroom)({ ...WHERE, referenceCode, secret }, SIGNAL)
}

describe('HandInSubmission', function () {
  openBeforeEach()

  it('gives a receipt with hashes, and the mailroom an item with what was said', async function () {
    const receipt = await handIn({ name: 'Kim', subject: 'Nachweis', reference: '50.10', message: 'Anbei.' })
    expect(receipt).to.include({ receiptNumber: 'MU-2026-000001', receivedAt: '2026-03-02T08:00:00.000Z' })
    expect(receipt.files).to.deep.equal([
      { filename: 'brief.pdf', sha256: upload('antrag').staged.sha256, sizeBytes: 6 },
    ])
    const { items } = await mailroom.incomingItems.list(person('mia'), {}, { limit: 10 }, SIGNAL)
    expect(items[0]).to.include({ channel: 'upload_link', subject: 'Nachweis', sender: 'Kim' })
    expect(items[0]?.note).to.equal('Zeichen laut Einsender: 50.10\nAnbei.')
  })

  it('stores neither code nor secret anywhere', async function () {
    const kept: unknown[] = []
    const intakeStore = {
      ...mailroom.intakeStore,
      insertSubmission: async (...call: Parameters<typeof mailroom.intakeStore.insertSubmission>) => {
        kept.push(call[1])
        await mailroom.intakeStore.insertSubmission(...call)
      },
    }
    const citizen = await createAdmitSubmission(mailroom)(WHERE, SIGNAL)
    const receipt = await createHandInSubmission({ ...mailroom, intakeStore })(
      citizen,
      { files: [upload('x')] },
      SIGNAL,
    )
    const traces = JSON.stringify([
      kept,
      await mailroom.auditLog.history(mailroom.machine, 'incoming-item', '', SIGNAL),
    ])
    for (const secret of [receipt.referenceCode, receipt.secret]) {
      expect(traces).not.to.include(secret)
      expect(traces).not.to.include(secret.replaceAll('-', ''))
    }
  })

  it('is handed in once and gives the same receipt when its answer got lost', async function () {
    const idempotency = { key: 'a1b2c3d4e5f60718', requestHash: 'of the request' }
    const first = await handIn({ idempotency })
    expect(await handIn({ idempotency })).to.deep.equal({ ...first, replayed: true })
    expect(first.replayed).to.equal(false)
    expect((await statusOf(first)).receiptNumber).to.equal(first.receiptNumber)
    const { items } = await mailroom.incomingItems.list(person('mia'), {}, { limit: 10 }, SIGNAL)
    expect(items).to.have.length(1)

    const other = { key: idempotency.key, requestHash: 'of another one' }
    await expectFailure(handIn({ idempotency: other }), 'idempotency-key-reused')
    const next = await handIn({ idempotency: { ...other, key: 'another key of 16' } })
    expect([next.referenceCode, next.secret]).not.to.have.members([first.referenceCode, first.secret])
  })

  it('can be handed in with the same key after it was refused', async function () {
    const idempotency = { key: 'a1b2c3d4e5f60718', requestHash: 'of the request' }
    await expectFailure(handIn({ files: [], idempotency }), 'validation-failed')
    expect((await handIn({ idempotency })).replayed).to.equal(false)
  })

  it('refuses what ReceiveItem refuses', async function () {
    await expectFailure(handIn({ files: [] }), 'validation-failed')
    await expectFailure(handIn({ files: [upload('MZ', { mediaType: undefined })] }), 'unsupported-media-type')
  })
})

describe('AdmitSubmission', function () {
  openBeforeEach()

  it('knows only tenants that are there, and what they offer citizens', async function () {
    await expectFailure(
      createAdmitSubmission(mailroom)({ ...WHERE, tenantSlug: 'nirgendwo' }, SIGNAL),
      'not-found',
    )
    await expectFailure(createFindPublicTenant(mailroom)('nirgendwo', SIGNAL), 'not-found')
    const city = () => createFindPublicTenant(mailroom)('musterstadt', SIGNAL)
    expect(await city()).to.deep.equal({ ...TENANT, links: {} })
    const change = createPatchCitizenPage(mailroom)
    const easyLanguageUrl = 'https://stadt.example/leicht'
    const signLanguageUrl = 'https://stadt.example/dgs'
    const ada = person('ada')
    await change(ada, { expectedVersion: 0, easyLanguageUrl, signLanguageUrl }, SIGNAL)
    await expectFailure(
      change(ada, { expectedVersion: 0, signLanguageUrl: null }, SIGNAL),
      'version-mismatch',
    )
    await change(ada, { expectedVersion: 1, signLanguageUrl: null }, SIGNAL)
    expect((await city()).links).to.deep.equal({ easyLanguageUrl })
    expect(await createShowCitizenPage(mailroom)(ada, SIGNAL)).to.include({ easyLanguageUrl, version: 2 })
  })

  it('ends a flood from one address', async function () {
    const admit = createAdmitSubmission(mailroom)
    for (let upload = 1; upload <= 30; upload += 1) await admit(WHERE, SIGNAL)
    await expectFailure(admit(WHERE, SIGNAL), 'rate-limited')
    await admit({ ...WHERE, clientAddress: '192.0.2.2' }, SIGNAL)
  })
})

describe('SubmissionStatus', function () {
  openBeforeEach()

  it('answers to code and secret, however they are typed', async function () {
    const receipt = await handIn()
    const { receiptNumber, receivedAt } = receipt
    const expected = { receiptNumber, receivedAt, status: 'received', fileCount: 1 }
    expect(await statusOf(receipt)).to.deep.equal(expected)
    const typed = {
      referenceCode: ` ${receipt.referenceCode.toLowerCase()}`,
      secret: receipt.secret.replaceAll('-', ' '),
    }
    expect(await statusOf(typed)).to.deep.equal(expected)
  })

  it('says the same of a wrong code, a wrong secret, both swapped, and another tenant', async function () {
    const { referenceCode, secret } = await handIn()
    const other = await handIn()
    const wrong = [
      { referenceCode: other.referenceCode, secret },
      { referenceCode, secret: other.secret },
      { referenceCode: secret, secret: referenceCode },
      { referenceCode: '', secret: '' },
      { referenceCode: '💥', secret },
    ]
    const answers = new Set<string>()
    for (const codes of wrong) answers.add((await expectFailure(statusOf(codes), 'not-found')).message)
    const elsewhere = createSubmissionStatus(mailroom)(
      { ...WHERE, tenantSlug: 'x', referenceCode, secret },
      SIGNAL,
    )
    answers.add((await expectFailure(elsewhere, 'not-found')).message)
    expect(answers.size).to.equal(1)
  })

  it('ends guessing', async function () {
    const codes = { referenceCode: '0000-0000-0000-0000', secret: '0000-0000-0000-0000' }
    for (let attempt = 1; attempt <= 10; attempt += 1) await expectFailure(statusOf(codes), 'not-found')
    await expectFailure(statusOf(codes), 'rate-limited')
  })

  it('ends guessing from many addresses of one holder, and counts no right codes', async function () {
    const { referenceCode, secret } = await handIn()
    const at = (clientAddress: string, codes: { referenceCode: string; secret: string }) =>
      createSubmissionStatus(mailroom)({ ...WHERE, ...codes, clientAddress }, SIGNAL)
    const right = { referenceCode, secret }
    for (let query = 0; query < 100; query += 1) await at(`198.51.100.${query}`, right)
    const wrong = { ...right, secret: '0000-0000-0000-0000' }
    for (let query = 0; query < 50; query += 1) {
      await expectFailure(at(`198.51.100.${query}`, wrong), 'not-found')
    }
    await expectFailure(at('198.51.100.200', wrong), 'rate-limited')
    expect(await at('203.0.113.1', right)).to.have.property('status')
  })

  it('stops all guessing together long before it could find a code', async function () {
    const wrong = { referenceCode: '0000-0000-0000-0000', secret: '0000-0000-0000-0000' }
    const outcomes = new Map<string, number>()
    for (let query = 0; query < 3_001; query += 1) {
      const clientAddress = `10.${query >> 8}.${query & 255}.1`
      const call = createSubmissionStatus(mailroom)({ ...WHERE, ...wrong, clientAddress }, SIGNAL)
      const code = await call.then(String, (error: unknown) => (error as { code: string }).code)
      outcomes.set(code, (outcomes.get(code) ?? 0) + 1)
    }
    expect(Object.fromEntries(outcomes)).to.deep.equal({ 'not-found': 3_000, 'rate-limited': 1 })
  })

  it('says that something was asked for, until something has come in', async function () {
    const receipt = await handIn()
    const { machine } = mailroom
    const { items } = await mailroom.incomingItems.list(machine, {}, { limit: 1 }, SIGNAL)
    const object = { kind: 'incoming-item', id: items[0]?.id ?? '' } as const
    const asked = followUpOf(machine.tenantId, { object })
    await mailroom.followUps.insert(machine, asked, SIGNAL)
    expect((await statusOf(receipt)).status).to.equal('question')
    const answer = {
      itemId: 'i',
      receiptNumber: 'n',
      receivedAt: '2026-03-02T08:00:00.000Z',
      fileCount: 1,
      inTime: true,
    }
    await mailroom.followUps.save(machine, { ...asked, answers: [answer] }, SIGNAL)
    expect((await statusOf(receipt)).status).to.equal('received')
  })

  const states: readonly { state: ItemState; status: SubmissionStatusView['status'] }[] = [
    { state: 'capturing', status: 'received' },
    { state: 'indexing', status: 'processing' },
    { state: 'routed', status: 'processing' },
    { state: 'returned', status: 'processing' },
    { state: 'filed', status: 'completed' },
    { state: 'voided', status: 'closed' },
    { state: 'misdirectedOut', status: 'closed' },
  ]
  for (const { state, status } of states) {
    it(`says "${status}" of an item that is ${state}, also when the mailroom cannot read it any more`, async function () {
      const receipt = await handIn()
      const { items } = await mailroom.incomingItems.list(mailroom.machine, {}, { limit: 1 }, SIGNAL)
      const [item] = items
      if (item === undefined) throw new Error('the item is missing')
      await mailroom.incomingItems.save(mailroom.machine, { ...item, state, readKeys: ['unit:tax'] }, SIGNAL)
      expect((await statusOf(receipt)).status).to.equal(status)
    })
  }
})

describe('PrintReceipt', function () {
  openBeforeEach()
  let printed: ReportView[]
  beforeEach(function () {
    printed = []
  })

  type Codes = Pick<SubmissionReceipt, 'referenceCode' | 'secret'>
  const print = (codes: Codes, more: Partial<typeof WHERE & { language: 'de' | 'en' }> = {}) => {
    const reportPages = { pagesOf: async (view: ReportView) => (printed.push(view), new Uint8Array([1])) }
    const input = { ...WHERE, language: 'de' as const, ...more }
    const { referenceCode, secret } = codes
    return createPrintReceipt({ ...mailroom, reportPages })({ ...input, referenceCode, secret }, SIGNAL)
  }
  const rowsOf = (view: ReportView | undefined) => view?.sections.flatMap(({ rows }) => rows) ?? []
  const valueOf = (view: ReportView | undefined, label: string) =>
    rowsOf(view).find((row) => row.label === label)?.value

  it('names number, time of the city, files with whole hashes, and both codes as they were given out', async function () {
    const receipt = await handIn()
    const typed = {
      referenceCode: receipt.referenceCode.toLowerCase().replaceAll('-', ''),
      secret: receipt.secret,
    }
    const made = await print(typed)
    expect(made).to.deep.equal({
      filename: 'Empfangsbestätigung MU-2026-000001.pdf',
      pdf: new Uint8Array([1]),
    })
    const [view] = printed
    expect(valueOf(view, 'Eingangsnummer')).to.equal('MU-2026-000001')
    expect(valueOf(view, 'Eingegangen am')).to.equal('02.03.2026 09:00')
    expect(valueOf(view, 'Ihr Zeichen')).to.equal(receipt.referenceCode)
    expect(valueOf(view, 'Ihr Geheimwort')).to.equal(receipt.secret)
    expect(view?.sections.flatMap(({ table }) => table?.rows ?? [])).to.deep.equal([
      ['brief.pdf', upload('antrag').staged.sha256, '6'],
    ])
    expect(view?.sections.map(({ title }) => title)).not.to.include('Kontakt')
  })

  it('speaks English, and says whom to ask when the city has a letterhead', async function () {
    const head = { ...defaultLetterhead(TENANT), contactLines: ['Tel. 115'], version: 1 }
    await mailroom.letterheads.insert(mailroom.machine, head, SIGNAL)
    const made = await print(await handIn(), { language: 'en' })
    expect(made.filename).to.equal('Receipt MU-2026-000001.pdf')
    expect(printed[0]).to.deep.include({ language: 'en', upright: true })
    expect(valueOf(printed[0], 'Receipt number')).to.equal('MU-2026-000001')
    expect(printed[0]?.sections.find(({ title }) => title === 'Contact')?.text).to.equal(
      'Musterstadt\nTel. 115',
    )
  })

  it('confirms the day of what was asked for', async function () {
    const receipt = await handIn()
    const { machine } = mailroom
    const { items } = await mailroom.incomingItems.list(machine, {}, { limit: 1 }, SIGNAL)
    const [item] = items
    if (item === undefined) throw new Error('the item is missing')
    const { receiptNumber, receivedAt } = item
    const answer = { itemId: item.id, receiptNumber, receivedAt, fileCount: 1, inTime: false }
    const asked = { ...followUpOf(machine.tenantId), answers: [answer] }
    await mailroom.followUps.insert(machine, asked, SIGNAL)
    await mailroom.incomingItems.save(machine, { ...item, followUp: { id: asked.id } }, SIGNAL)
    await print(receipt)
    expect(valueOf(printed[0], 'Nachgereicht zu')).to.equal(asked.subject)
    expect(valueOf(printed[0], 'Frist')).to.include('nach Ablauf der Frist')
  })

  it('gives nobody the receipt of another, and counts together with the status', async function () {
    const { referenceCode, secret } = await handIn()
    const other = await handIn()
    const wrong = [
      { referenceCode: other.referenceCode, secret },
      { referenceCode: secret, secret: referenceCode },
      { referenceCode: '', secret: '' },
    ]
    for (const codes of wrong) await expectFailure(print(codes), 'not-found')
    await expectFailure(print({ referenceCode, secret }, { tenantSlug: 'x' }), 'not-found')
    for (let query = 0; query < 6; query += 1) await statusOf({ referenceCode, secret })
    await expectFailure(print({ referenceCode, secret }), 'rate-limited')
    expect(printed).to.deep.equal([])
  })
})
