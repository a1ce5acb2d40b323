import { expect } from 'chai'
import { createIdGenerator } from '../../../../src/adapters/system/ids.ts'
import type { Actor } from '../../../../src/domain/access/actor.ts'
import type { DeskObject } from '../../../../src/domain/desk/desk-entry.ts'
import type { KeyClaim } from '../../../../src/ports/intake-store.ts'
import type { PrintableLetter } from '../../../../src/ports/letter-page-writer.ts'
import { createListDeskEntries } from '../../../../src/usecases/desk/list-desk-entries.ts'
import { createOpenCaseFile } from '../../../../src/usecases/filing/open-case-file.ts'
import {
  createSettleFollowUp,
  createWithdrawFollowUp,
} from '../../../../src/usecases/follow-ups/close-follow-up.ts'
import {
  createFindFollowUp,
  createListFollowUps,
} from '../../../../src/usecases/follow-ups/list-follow-ups.ts'
import { createOpenFollowUp } from '../../../../src/usecases/follow-ups/open-follow-up.ts'
import { createPrintFollowUpLetter } from '../../../../src/usecases/follow-ups/print-follow-up-letter.ts'
import { createRenewFollowUpLink } from '../../../../src/usecases/follow-ups/renew-follow-up-link.ts'
import {
  createSendFollowUp,
  type SendFollowUpInput,
} from '../../../../src/usecases/follow-ups/send-follow-up.ts'
import { createAdmitSubmission } from '../../../../src/usecases/intake/admit-submission.ts'
import { createHandInSubmission } from '../../../../src/usecases/intake/hand-in-submission.ts'
import type { SentFollowUp } from '../../../../src/usecases/shared/follow-ups.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { anInboxLetter } from '../support/letters.ts'
import { openMailroom, person, SIGNAL, upload, type Mailroom } from '../support/mailroom.ts'

const CLARA = person('clara')
const CARLA = person('carla')
const TOM = person('tom')
const MIA = person('mia')
const WHERE = { tenantSlug: 'musterstadt', clientAddress: '192.0.2.1', requestId: 'r' }
const DAY_MS = 86_400_000
const WORDS = {
  recipient: 'Kim Beispiel\nGasse 1\n55116 Musterstadt',
  subject: 'Ihr Einkommen',
  text: 'Uns fehlt noch etwas.',
  wanted: ['Lohnzettel Mai'],
  dueOn: '2026-03-16',
}

let mailroom: Mailroom
beforeEach(async function () {
  const opened = await openMailroom()
  mailroom = { ...opened, ids: createIdGenerator(opened.clock) }
})

async function aFile(actor: Actor = CLARA, level?: 'confidential'): Promise<DeskObject> {
  const input = { subject: 'Hilfe zur Pflege', filingPlanEntryId: 'plan', leadUnitId: 'social', level }
  return { kind: 'case-file', id: (await createOpenCaseFile(mailroom)(actor, input, SIGNAL)).id }
}

async function asked(
  actor: Actor,
  object: DeskObject,
  words: Partial<SendFollowUpInput> = {},
): Promise<SentFollowUp> {
  return createSendFollowUp(mailroom)(actor, { object, ...WORDS, ...words }, SIGNAL)
}

const opened = (code: string, where: Partial<typeof WHERE> = {}) =>
  createOpenFollowUp(mailroom)({ ...WHERE, ...where, code }, SIGNAL)

async function handIn(followUpCode: string, files = [upload('Lohn')], idempotency?: KeyClaim) {
  const citizen = await createAdmitSubmission(mailroom)(WHERE, SIGNAL)
  return createHandInSubmission(mailroom)(citizen, { files, followUpCode, idempotency }, SIGNAL)
}

async function deskOf(actor: Actor): Promise<string[]> {
  const asking = { scope: 'mine', dueOnly: false } as const
  const { items } = await createListDeskEntries(mailroom)(actor, asking, { limit: 50 }, SIGNAL)
  return items.map(({ entry }) => `${entry.purpose} ${entry.dueOn}`)
}

describe('a request for documents', function () {
  it('tells whoever holds its code the words of the clerk and the days, and nothing of the case', async function () {
    const { code } = await asked(CLARA, await aFile())
    expect(code).to.match(/^(?:[0-9A-Z]{4}-){5}[0-9A-Z]{4}$/)
    expect(await opened(code.toLowerCase().replaceAll('-', ' '))).to.deep.equal({
      subject: 'Ihr Einkommen',
      text: 'Uns fehlt noch etwas.',
      wanted: ['Lohnzettel Mai'],
      askedOn: '2026-03-02',
      dueOn: '2026-03-16',
      openUntil: '2026-04-13',
      isOverdue: false,
      answerCount: 0,
    })
  })

  it('confirms an answer again whose confirmation got lost, also when it takes no more answers', async function () {
    const { code, followUp } = await asked(CLARA, await aFile())
    const claim = { key: 'a1b2c3d4e5f60718', requestHash: 'of the answer' }
    const first = await handIn(code, [upload('Lohn')], claim)
    await createSettleFollowUp(mailroom)(CLARA, { followUpId: followUp.id }, SIGNAL)
    expect(await handIn(code, [upload('Lohn')], claim)).to.deep.equal({ ...first, replayed: true })
    expect(first.followUp).to.deep.equal({ subject: 'Ihr Einkommen', dueOn: '2026-03-16', inTime: true })
  })

  it('is the same as none when it is withdrawn, settled, expired, renewed, or of another city', async function () {
    const file = await aFile()
    const messages = new Set<string>()
    const gone = async (code: string, where: Partial<typeof WHERE> = {}): Promise<void> => {
      messages.add((await expectFailure(opened(code, where), 'not-found')).message)
      if (where.tenantSlug === undefined) await expectFailure(handIn(code), 'not-found')
    }
    const withdrawn = await asked(CLARA, file)
    const reference = { followUpId: withdrawn.followUp.id, reason: 'r' }
    await createWithdrawFollowUp(mailroom)(CLARA, reference, SIGNAL)
    const settled = await asked(CLARA, file)
    await createSettleFollowUp(mailroom)(CLARA, { followUpId: settled.followUp.id }, SIGNAL)
    const renewed = await asked(CLARA, file)
    const again = await createRenewFollowUpLink(mailroom)(CLARA, { followUpId: renewed.followUp.id }, SIGNAL)
    for (const { code } of [withdrawn, settled, renewed]) await gone(code)
    expect(await opened(again.code)).to.have.property('subject')
    await gone(again.code, { tenantSlug: 'nirgendwo' })
    mailroom.clock.advance(43 * DAY_MS)
    await gone(again.code)
    expect(messages.size).to.equal(1)
  })

  it('keeps its code nowhere', async function () {
    const { code, followUp } = await asked(CLARA, await aFile())
    const { id } = followUp.object
    const traces = JSON.stringify([
      await mailroom.followUps.find(mailroom.machine, followUp.id, SIGNAL),
      await mailroom.auditLog.history(mailroom.machine, 'case-file', id, SIGNAL),
    ])
    expect(traces).to.include('follow-up.sent')
    for (const form of [code, code.replaceAll('-', '')]) expect(traces).not.to.include(form)
    const events = await mailroom.auditLog.history(mailroom.machine, 'case-file', id, SIGNAL)
    expect(JSON.stringify(events)).not.to.include(followUp.secretHash)
  })

  it('ends guessing, and looks at one link from everywhere', async function () {
    const { code } = await asked(CLARA, await aFile())
    for (let attempt = 0; attempt < 10; attempt += 1) await expectFailure(opened('Z'), 'not-found')
    await expectFailure(opened('Z'), 'rate-limited')
    const from = (number: number) => opened(code, { clientAddress: `198.51.${number}.1` })
    for (let look = 0; look < 120; look += 1) await from(look)
    await expectFailure(from(200), 'rate-limited')
  })

  it('is for who may write on its object, and seen by who may read that', async function () {
    const file = await aFile()
    await expectFailure(asked(TOM, file), 'not-found')
    const { followUp } = await asked(CLARA, file)
    expect(await createListFollowUps(mailroom)(CLARA, file, SIGNAL)).to.have.lengthOf(1)
    const reference = { followUpId: followUp.id }
    await expectFailure(createFindFollowUp(mailroom)(TOM, followUp.id, SIGNAL), 'not-found')
    await expectFailure(createSettleFollowUp(mailroom)(TOM, reference, SIGNAL), 'not-found')
    await expectFailure(createRenewFollowUpLink(mailroom)(TOM, reference, SIGNAL), 'not-found')
    const stale = { ...reference, expectedVersion: 9 }
    await expectFailure(createSettleFollowUp(mailroom)(CLARA, stale, SIGNAL), 'version-mismatch')
    const settled = await createSettleFollowUp(mailroom)(CLARA, reference, SIGNAL)
    expect(settled.phase).to.equal('settled')
    await expectFailure(createSettleFollowUp(mailroom)(CLARA, reference, SIGNAL), 'state-conflict')
  })

  it('reminds who has asked, until it is closed', async function () {
    const { followUp } = await asked(CLARA, await aFile())
    expect(await deskOf(CLARA)).to.deep.equal(['Nachforderung „Ihr Einkommen“: Ist alles da? 2026-03-17'])
    const reference = { followUpId: followUp.id, reason: 'r' }
    await createWithdrawFollowUp(mailroom)(CLARA, reference, SIGNAL)
    expect(await deskOf(CLARA)).to.deep.equal([])
  })

  it('is refused with an address that no window of an envelope shows whole', async function () {
    const file = await aFile()
    const lines = (count: number): string =>
      Array.from({ length: count }, (_, line) => `Zeile ${line}`).join('\r\n\n')
    await expectFailure(asked(CLARA, file, { recipient: lines(7) }), 'validation-failed')
    expect((await asked(CLARA, file, { recipient: lines(6) })).code).to.be.a('string')
  })

  it('becomes a letter for who has the code', async function () {
    const letters: PrintableLetter[] = []
    const letterPages = {
      async letterOf(letter: PrintableLetter) {
        letters.push(letter)
        return { bytes: new Uint8Array([1]), pageCount: 1 }
      },
    }
    const print = createPrintFollowUpLetter({ ...mailroom, letterPages })
    const { code, followUp } = await asked(CLARA, await aFile())
    const pageOf = (slug: string): string => `https://x.example/nachreichen/${slug}`
    const wrong = { followUpId: followUp.id, code: 'Z'.repeat(24), pageOf }
    await expectFailure(print(CLARA, wrong, SIGNAL), 'validation-failed')
    await print(CLARA, { ...wrong, code }, SIGNAL)
    expect(letters[0]).to.deep.include({
      sender: 'Musterstadt · Sozialamt',
      recipient: ['Kim Beispiel', 'Gasse 1', '55116 Musterstadt'],
      list: ['Lohnzettel Mai'],
    })
    expect(letters[0]?.answer).to.include({ code, link: 'https://x.example/nachreichen/musterstadt' })
    expect(letters[0]?.answer?.title).to.include('16.03.2026')
  })
})

describe('an answer to a request', function () {
  it('is confirmed with its day, linked both ways, and on the desk of who has asked', async function () {
    const { code, followUp } = await asked(CLARA, await aFile())
    const receipt = await handIn(code)
    expect(receipt.followUp).to.deep.equal({ subject: 'Ihr Einkommen', dueOn: '2026-03-16', inTime: true })
    const found = await createFindFollowUp(mailroom)(CLARA, followUp.id, SIGNAL)
    expect(found.phase).to.equal('answered')
    const [answer] = found.followUp.answers
    expect(answer).to.include({ receiptNumber: receipt.receiptNumber, fileCount: 1, inTime: true })
    // The clerk reads it at once, and the mailroom too.
    for (const reader of [CLARA, MIA]) {
      const item = await mailroom.incomingItems.find(reader, answer?.itemId ?? '', SIGNAL)
      expect(item?.followUp).to.deep.equal({
        id: followUp.id,
        orgUnitId: 'social',
        caseFileId: followUp.object.id,
      })
      expect(item?.subject).to.equal('Ihr Einkommen')
    }
    expect(await mailroom.incomingItems.find(TOM, answer?.itemId ?? '', SIGNAL)).to.equal(undefined)
    expect(await deskOf(CLARA)).to.deep.equal([
      `Nachforderung „Ihr Einkommen“: ${receipt.receiptNumber} ist eingegangen 2026-03-02`,
    ])
    const events = await mailroom.auditLog.history(CLARA, 'case-file', followUp.object.id, SIGNAL)
    expect(events.map(({ action }) => action)).to.include('follow-up.answered')
  })

  it('comes back to the desk again when the entry of the first one is settled', async function () {
    const { code, followUp } = await asked(CLARA, await aFile())
    await handIn(code)
    await handIn(code)
    expect(await deskOf(CLARA)).to.have.lengthOf(1)
    const found = await mailroom.followUps.find(mailroom.machine, followUp.id, SIGNAL)
    const entry = await mailroom.deskEntries.find(mailroom.machine, found?.entryId ?? '', SIGNAL)
    if (entry === undefined) throw new Error('There is no entry.')
    await mailroom.deskEntries.save(mailroom.machine, { ...entry, state: 'done' }, SIGNAL)
    const third = await handIn(code)
    expect((await deskOf(CLARA)).join()).to.include(third.receiptNumber)
    expect(await opened(code)).to.include({ answerCount: 3 })
  })

  it('that is late is taken and told so', async function () {
    const { code } = await asked(CLARA, await aFile())
    mailroom.clock.advance(15 * DAY_MS)
    expect(await opened(code)).to.include({ isOverdue: true })
    expect((await handIn(code)).followUp?.inTime).to.equal(false)
  })

  it('to something confidential is no less so', async function () {
    const { code, followUp } = await asked(CARLA, await aFile(CARLA, 'confidential'))
    const receipt = await handIn(code)
    const found = await mailroom.followUps.find(mailroom.machine, followUp.id, SIGNAL)
    const id = found?.answers[0]?.itemId ?? ''
    const readable = async (name: string): Promise<boolean> =>
      (await mailroom.incomingItems.find(person(name), id, SIGNAL)) !== undefined
    expect(receipt.receiptNumber).to.be.a('string')
    expect([await readable('carla'), await readable('mara')]).to.deep.equal([true, true])
    expect([await readable('clara'), await readable('mia')]).to.deep.equal([false, false])
  })

  it('to a letter goes to the unit where that lies', async function () {
    const { item } = await anInboxLetter(mailroom)
    const { code, followUp } = await asked(CLARA, { kind: 'incoming-item', id: item.id })
    await handIn(code)
    const found = await mailroom.followUps.find(mailroom.machine, followUp.id, SIGNAL)
    const answer = await mailroom.incomingItems.find(CLARA, found?.answers[0]?.itemId ?? '', SIGNAL)
    expect(answer?.followUp).to.deep.equal({ id: followUp.id, orgUnitId: 'social' })
  })

  it('is taken by nobody when the request is withdrawn while the files come in', async function () {
    const { code, followUp } = await asked(CLARA, await aFile())
    const intakeStore = {
      ...mailroom.intakeStore,
      async insertSubmission(...call: Parameters<typeof mailroom.intakeStore.insertSubmission>) {
        const found = await mailroom.followUps.find(mailroom.machine, followUp.id, SIGNAL)
        if (found !== undefined)
          await mailroom.followUps.save(mailroom.machine, { ...found, state: 'withdrawn' }, SIGNAL)
        await mailroom.intakeStore.insertSubmission(...call)
      },
    }
    const citizen = await createAdmitSubmission(mailroom)(WHERE, SIGNAL)
    const input = { files: [upload('Lohn')], followUpCode: code }
    const handing = createHandInSubmission({ ...mailroom, intakeStore })(citizen, input, SIGNAL)
    await expectFailure(handing, 'not-found')
    const { items } = await mailroom.incomingItems.list(mailroom.machine, {}, { limit: 9 }, SIGNAL)
    expect(items).to.deep.equal([])
  })
})
