import { expect } from 'chai'
import { createMarkItem } from '../../../../src/usecases/desk/mark-item.ts'
import { createResumeItem } from '../../../../src/usecases/desk/resume-item.ts'
import { createSetResubmission } from '../../../../src/usecases/desk/set-resubmission.ts'
import { createFileItem } from '../../../../src/usecases/filing/file-item.ts'
import { createPatchCaseFile } from '../../../../src/usecases/filing/patch-case-file.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { anInboxLetter } from '../support/letters.ts'
import { openMailroom, person, SIGNAL, type Mailroom } from '../support/mailroom.ts'

const CLARA = person('clara')
const CONFIRMED = { item: { confirmedAt: '2026-03-02T08:00:00.000Z' } }

let mailroom: Mailroom
beforeEach(async function () {
  mailroom = await openMailroom()
})

async function filedLetter(): Promise<{ readonly itemId: string; readonly caseFileId: string }> {
  const { item } = await anInboxLetter(mailroom, CONFIRMED)
  const newCaseFile = { subject: 'Hilfe zur Pflege', filingPlanEntryId: 'plan' }
  const { item: filed } = await createFileItem(mailroom)(CLARA, { itemId: item.id, newCaseFile }, SIGNAL)
  return { itemId: filed.id, caseFileId: filed.caseFileId ?? '' }
}

async function comesBack(itemId: string): Promise<void> {
  const object = { kind: 'incoming-item', id: itemId } as const
  await createSetResubmission(mailroom)(CLARA, { object, purpose: 'p', dueOn: '2026-03-05' }, SIGNAL)
}

describe('closing marks', function () {
  it('close an item only when nothing on it is open, but let a procedure go on', async function () {
    const { itemId } = await filedLetter()
    await comesBack(itemId)
    const markItem = createMarkItem(mailroom)
    await expectFailure(markItem(CLARA, { itemId, mark: 'to-file' }, SIGNAL), 'state-conflict')
    const { item } = await markItem(CLARA, { itemId, mark: 'to-procedure' }, SIGNAL)
    expect(item).to.include({ state: 'done' })
    await expectFailure(comesBack(itemId), 'state-conflict')
  })

  it('set aside from the day of arrival on, unless ordered otherwise, and never for a day that is over', async function () {
    const markItem = createMarkItem(mailroom)
    const { item } = await anInboxLetter(mailroom)
    const marked = await markItem(CLARA, { itemId: item.id, mark: 'set-aside' }, SIGNAL)
    expect(marked.item.mark?.destroyOn).to.equal('2026-09-02')
    const other = await anInboxLetter(mailroom)
    const input = { itemId: other.item.id, mark: 'set-aside' } as const
    await expectFailure(markItem(CLARA, { ...input, destroyOn: '2026-03-02' }, SIGNAL), 'validation-failed')
    const kept = await markItem(CLARA, { ...input, destroyOn: '2027-01-01' }, SIGNAL)
    expect(kept.item.mark?.destroyOn).to.equal('2027-01-01')
  })

  it('stand in the history and are taken back while the file is open', async function () {
    const { itemId, caseFileId } = await filedLetter()
    const resumeItem = createResumeItem(mailroom)
    await createMarkItem(mailroom)(CLARA, { itemId, mark: 'to-file' }, SIGNAL)
    const { item } = await resumeItem(CLARA, { itemId, reason: 'Nachfrage' }, SIGNAL)
    expect(item.state).to.equal('filed')
    await createMarkItem(mailroom)(CLARA, { itemId, mark: 'to-file' }, SIGNAL)
    const closing = { caseFileId, expectedVersion: 2, state: 'closed' } as const
    await createPatchCaseFile(mailroom)(CLARA, closing, SIGNAL)
    await expectFailure(resumeItem(CLARA, { itemId, reason: 'zu spät' }, SIGNAL), 'state-conflict')
    const history = await mailroom.auditLog.history(mailroom.machine, 'incoming-item', itemId, SIGNAL)
    expect(history.slice(-3).map(({ action, reason }) => [action, reason])).to.deep.equal([
      ['item.marked-to-file', undefined],
      ['item.resumed', 'Nachfrage'],
      ['item.marked-to-file', undefined],
    ])
  })
})
