import { expect } from 'chai'
import { createIdGenerator } from '../../../../src/adapters/system/ids.ts'
import type { DeskObject } from '../../../../src/domain/desk/desk-entry.ts'
import { createMarkItem } from '../../../../src/usecases/desk/mark-item.ts'
import { createSettleDeskEntry } from '../../../../src/usecases/desk/settle-desk-entry.ts'
import { createPatchCaseFile } from '../../../../src/usecases/filing/patch-case-file.ts'
import { createSettleFollowUp } from '../../../../src/usecases/follow-ups/close-follow-up.ts'
import { createPrintFollowUpLetter } from '../../../../src/usecases/follow-ups/print-follow-up-letter.ts'
import { createRenewFollowUpLink } from '../../../../src/usecases/follow-ups/renew-follow-up-link.ts'
import type { SentFollowUp } from '../../../../src/usecases/shared/follow-ups.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { answerTo, aSocialFile, askedFor } from '../support/follow-ups.ts'
import { anInboxLetter } from '../support/letters.ts'
import { openMailroom, person, SIGNAL, type Mailroom } from '../support/mailroom.ts'

const CLARA = person('clara')
const DAY_MS = 86_400_000
let mailroom: Mailroom
let file: DeskObject
let sent: SentFollowUp

const renew = () => createRenewFollowUpLink(mailroom)(CLARA, { followUpId: sent.followUp.id }, SIGNAL)
const print = () => {
  const letterPages = { letterOf: async () => ({ bytes: new Uint8Array([1]), pageCount: 1 }) }
  const input = { followUpId: sent.followUp.id, code: sent.code, pageOf: () => 'https://x.example/n' }
  return createPrintFollowUpLetter({ ...mailroom, letterPages })(CLARA, input, SIGNAL)
}

async function close(): Promise<void> {
  const { version = 0 } = (await mailroom.caseFiles.find(CLARA, file.id, SIGNAL)) ?? {}
  const input = { caseFileId: file.id, expectedVersion: version, state: 'closed' } as const
  await createPatchCaseFile(mailroom)(CLARA, input, SIGNAL)
}

async function settleReminder(): Promise<void> {
  const found = await mailroom.followUps.find(mailroom.machine, sent.followUp.id, SIGNAL)
  await createSettleDeskEntry(mailroom)(CLARA, { entryId: found?.entryId ?? '' }, SIGNAL)
}

describe('a link that takes nothing', function () {
  beforeEach(async function () {
    const opened = await openMailroom()
    mailroom = { ...opened, ids: createIdGenerator(opened.clock) }
    file = await aSocialFile(mailroom, CLARA)
    sent = await askedFor(mailroom, CLARA, file)
  })

  it('is neither printed nor made anew when its time is over', async function () {
    mailroom.clock.advance(42 * DAY_MS)
    await print()
    mailroom.clock.advance(DAY_MS)
    await expectFailure(print(), 'state-conflict')
    await expectFailure(renew(), 'state-conflict')
  })

  it('is neither printed nor made anew when all answers were given', async function () {
    for (let count = 0; count < 20; count += 1) await answerTo(mailroom, sent.code)
    await expectFailure(answerTo(mailroom, sent.code), 'not-found')
    await expectFailure(print(), 'state-conflict')
    await expectFailure(renew(), 'state-conflict')
  })

  it('keeps its file open until it is settled, whoever has ticked off the reminder', async function () {
    await settleReminder()
    const { facts } = await expectFailure(close(), 'state-conflict')
    expect(facts).to.include({ followUps: 1 })
    await createSettleFollowUp(mailroom)(CLARA, { followUpId: sent.followUp.id }, SIGNAL)
    await close()
  })

  it('keeps its letter in work until it is settled', async function () {
    const { item } = await anInboxLetter(mailroom)
    sent = await askedFor(mailroom, CLARA, { kind: 'incoming-item', id: item.id })
    await settleReminder()
    const mark = () => createMarkItem(mailroom)(CLARA, { itemId: item.id, mark: 'set-aside' }, SIGNAL)
    await expectFailure(mark(), 'state-conflict')
    await createSettleFollowUp(mailroom)(CLARA, { followUpId: sent.followUp.id }, SIGNAL)
    expect((await mark()).item.state).to.equal('done')
  })
})
