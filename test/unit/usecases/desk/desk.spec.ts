import { expect } from 'chai'
import { standingInFor } from '../../../../src/domain/access/actor-of-user.ts'
import type { Actor } from '../../../../src/domain/access/actor.ts'
import type { DeadlineRule } from '../../../../src/domain/desk/deadline-rule.ts'
import type { DeskObject } from '../../../../src/domain/desk/desk-entry.ts'
import type { CaseFile } from '../../../../src/domain/filing/case-file.ts'
import { createChangeDeskEntry } from '../../../../src/usecases/desk/change-desk-entry.ts'
import { createListDeskEntries } from '../../../../src/usecases/desk/list-desk-entries.ts'
import { createListObjectEntries } from '../../../../src/usecases/desk/list-object-entries.ts'
import { createSetDeadline } from '../../../../src/usecases/desk/set-deadline.ts'
import { createSetResubmission } from '../../../../src/usecases/desk/set-resubmission.ts'
import { createSettleDeskEntry } from '../../../../src/usecases/desk/settle-desk-entry.ts'
import { createWithdrawDeskEntry } from '../../../../src/usecases/desk/withdraw-desk-entry.ts'
import { createFileItem } from '../../../../src/usecases/filing/file-item.ts'
import { createOpenCaseFile } from '../../../../src/usecases/filing/open-case-file.ts'
import { createPatchCaseFile } from '../../../../src/usecases/filing/patch-case-file.ts'
import { createShowClosing } from '../../../../src/usecases/filing/show-closing.ts'
import { createVoidItem } from '../../../../src/usecases/intake/void-item.ts'
import { createRouteItem } from '../../../../src/usecases/routing/route-item.ts'
import type { DatedEntry } from '../../../../src/usecases/shared/desk-entries.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { aLetter, anInboxLetter } from '../support/letters.ts'
import { openMailroom, person, SIGNAL, type Mailroom } from '../support/mailroom.ts'

const CLARA = person('clara')
const CEM = person('cem')
const TOM = person('tom')
const MIA = person('mia')
const CONFIRMED = { item: { confirmedAt: '2026-03-02T08:00:00.000Z' } }
/** It is Monday, 2 March 2026. */
const A_WEEK: DeadlineRule = {
  kind: 'length',
  event: 'receipt',
  eventOn: '2026-03-02',
  count: 1,
  unit: 'week',
  toWorkingDay: true,
}
const DAY_MS = 86_400_000

let mailroom: Mailroom
beforeEach(async function () {
  mailroom = await openMailroom()
})

const onItem = (id: string): DeskObject => ({ kind: 'incoming-item', id })

async function aDeadline(actor: Actor, itemId: string, assigneeId?: string): Promise<DatedEntry> {
  const input = { object: onItem(itemId), purpose: 'Widerspruch', rule: A_WEEK, warnDays: 3, assigneeId }
  return createSetDeadline(mailroom)(actor, input, SIGNAL)
}

async function aResubmission(actor: Actor, object: DeskObject, dueOn: string): Promise<DatedEntry> {
  const input = { object, purpose: 'Antwort da?', dueOn, assigneeId: actor.userId }
  return createSetResubmission(mailroom)(actor, input, SIGNAL)
}

async function aFile(): Promise<CaseFile> {
  const input = { subject: 'Hilfe zur Pflege', filingPlanEntryId: 'plan', leadUnitId: 'social' }
  return createOpenCaseFile(mailroom)(CLARA, input, SIGNAL)
}

async function purposesOf(actor: Actor, scope: 'mine' | 'unit', dueOnly = false): Promise<string[]> {
  const { items } = await createListDeskEntries(mailroom)(actor, { scope, dueOnly }, { limit: 50 }, SIGNAL)
  return items.map(({ entry, urgency }) => `${entry.purpose} ${entry.dueOn} ${urgency}`)
}

describe('deadlines and resubmissions', function () {
  it('stand on the desk of the unit, the most urgent first, and grow more urgent', async function () {
    const { item } = await anInboxLetter(mailroom)
    await aDeadline(CLARA, item.id)
    await aResubmission(CEM, onItem(item.id), '2026-03-04')
    expect(await purposesOf(CLARA, 'unit')).to.deep.equal([
      'Antwort da? 2026-03-04 later',
      'Widerspruch 2026-03-09 later',
    ])
    expect(await purposesOf(CLARA, 'unit', true)).to.deep.equal([])
    mailroom.clock.advance(4 * DAY_MS)
    expect(await purposesOf(CLARA, 'unit', true)).to.deep.equal([
      'Antwort da? 2026-03-04 overdue',
      'Widerspruch 2026-03-09 soon',
    ])
    expect(await purposesOf(TOM, 'unit')).to.deep.equal([])
  })

  it('are those of whom they are given to, and of who stands in for him', async function () {
    const { item } = await anInboxLetter(mailroom)
    await aDeadline(CLARA, item.id, 'cem')
    expect(await purposesOf(CLARA, 'mine')).to.deep.equal([])
    expect(await purposesOf(CEM, 'mine')).to.have.length(1)
    const represented = { userId: 'cem', displayName: 'cem', lastDay: '2026-03-31', grantKeys: CEM.grantKeys }
    expect(await purposesOf(standingInFor(TOM, [represented]), 'mine')).to.have.length(1)
  })

  it('are given to nobody who could not see them', async function () {
    const { item } = await anInboxLetter(mailroom)
    await expectFailure(aDeadline(CLARA, item.id, 'tom'), 'validation-failed')
    await expectFailure(aDeadline(CLARA, item.id, 'nobody'), 'validation-failed')
    const { entry } = await aDeadline(CLARA, item.id)
    const giving = { entryId: entry.id, expectedVersion: entry.version, assigneeId: 'tom' }
    await expectFailure(createChangeDeskEntry(mailroom)(CLARA, giving, SIGNAL), 'validation-failed')
  })

  it('go with their object to another desk', async function () {
    const { item } = await anInboxLetter(mailroom)
    const { entry } = await aDeadline(CLARA, item.id, 'clara')
    const routing = { itemId: item.id, target: { orgUnitId: 'tax' } }
    await createRouteItem(mailroom)(CLARA, routing, SIGNAL)
    expect(await purposesOf(CLARA, 'unit')).to.deep.equal([])
    expect(await purposesOf(CLARA, 'mine')).to.deep.equal([])
    expect(await purposesOf(TOM, 'unit')).to.have.length(1)
    await expectFailure(createSettleDeskEntry(mailroom)(CLARA, { entryId: entry.id }, SIGNAL), 'not-found')
    await createSettleDeskEntry(mailroom)(TOM, { entryId: entry.id }, SIGNAL)
    expect(await purposesOf(TOM, 'unit')).to.deep.equal([])
  })

  it('lie in the mailroom as long as their item does', async function () {
    const { item } = await aLetter(mailroom)
    await aDeadline(MIA, item.id)
    expect(await purposesOf(MIA, 'unit')).to.have.length(1)
    await expectFailure(aDeadline(CLARA, item.id), 'not-found')
  })

  it('stand in the history of their object, step by step', async function () {
    const { item } = await anInboxLetter(mailroom)
    const { entry } = await aDeadline(CLARA, item.id)
    const moving = { entryId: entry.id, expectedVersion: 1, dueOn: '2026-03-20', reason: 'verlängert' }
    const moved = await createChangeDeskEntry(mailroom)(CLARA, moving, SIGNAL)
    expect(moved.entry).to.deep.include({ dueOn: '2026-03-20', remindOn: '2026-03-17' })
    await expectFailure(createChangeDeskEntry(mailroom)(CLARA, moving, SIGNAL), 'version-mismatch')
    await createWithdrawDeskEntry(mailroom)(CLARA, { entryId: entry.id, reason: 'erledigt sich' }, SIGNAL)
    const history = await mailroom.auditLog.history(mailroom.machine, 'incoming-item', item.id, SIGNAL)
    const own = history.filter(({ action }) => action.startsWith('desk.'))
    expect(own.map(({ action, reason }) => [action, reason])).to.deep.equal([
      ['desk.entry-set', undefined],
      ['desk.entry-moved', 'verlängert'],
      ['desk.entry-withdrawn', 'erledigt sich'],
    ])
    expect(own[1]?.changes['entry']).to.nested.include({
      'before.dueOn': '2026-03-09',
      'after.dueOn': '2026-03-20',
    })
  })

  it('come back as often as the series says', async function () {
    const { item } = await anInboxLetter(mailroom)
    const input = { object: onItem(item.id), purpose: 'Nachfragen', dueOn: '2026-03-02' }
    const series = { every: 2, unit: 'week', times: 2 } as const
    const { entry } = await createSetResubmission(mailroom)(CLARA, { ...input, series }, SIGNAL)
    const settle = createSettleDeskEntry(mailroom)
    expect((await settle(CLARA, { entryId: entry.id }, SIGNAL)).entry).to.deep.include({
      state: 'open',
      dueOn: '2026-03-16',
    })
    expect((await settle(CLARA, { entryId: entry.id }, SIGNAL)).entry.state).to.equal('done')
  })

  it('are set neither for a day that is over nor on what has left the house', async function () {
    const { item } = await anInboxLetter(mailroom)
    await expectFailure(aResubmission(CLARA, onItem(item.id), '2026-03-01'), 'validation-failed')
    await createVoidItem(mailroom)(MIA, { itemId: item.id, reason: 'doppelt' }, SIGNAL)
    await expectFailure(aDeadline(CLARA, item.id), 'state-conflict')
  })

  it('are seen on the file by those who see it', async function () {
    const file = await aFile()
    await aResubmission(CLARA, { kind: 'case-file', id: file.id }, '2026-03-05')
    const list = createListObjectEntries(mailroom)
    expect(await list(CEM, { kind: 'case-file', id: file.id }, SIGNAL)).to.have.length(1)
    await expectFailure(list(TOM, { kind: 'case-file', id: file.id }, SIGNAL), 'not-found')
    const input = { object: { kind: 'case-file', id: file.id }, purpose: 'p', dueOn: '2026-03-05' } as const
    await expectFailure(createSetResubmission(mailroom)(MIA, input, SIGNAL), 'forbidden')
  })
})

describe('closing a case file', function () {
  const close = (file: CaseFile, version: number) =>
    createPatchCaseFile(mailroom)(
      CLARA,
      { caseFileId: file.id, expectedVersion: version, state: 'closed' },
      SIGNAL,
    )

  it('waits for what is open on the file and on what lies in it', async function () {
    const file = await aFile()
    const { item } = await anInboxLetter(mailroom, CONFIRMED)
    const onLetter = await aDeadline(CLARA, item.id)
    await createFileItem(mailroom)(CLARA, { itemId: item.id, caseFileId: file.id }, SIGNAL)
    const onFile = await aResubmission(CLARA, { kind: 'case-file', id: file.id }, '2026-03-05')
    const show = createShowClosing(mailroom)
    expect(await show(CEM, file.id, SIGNAL)).to.deep.equal({
      deadlines: 1,
      resubmissions: 1,
      mail: 0,
      followUps: 0,
      routeSlips: 0,
    })
    await expectFailure(close(file, 2), 'state-conflict')
    for (const { entry } of [onLetter, onFile])
      await createSettleDeskEntry(mailroom)(CLARA, { entryId: entry.id }, SIGNAL)
    expect((await close(file, 2)).state).to.equal('closed')
    await expectFailure(aDeadline(CLARA, item.id), 'state-conflict')
    await expectFailure(
      aResubmission(CLARA, { kind: 'case-file', id: file.id }, '2026-03-05'),
      'state-conflict',
    )
  })

  it('waits for mail that was sent to it and is not filed yet', async function () {
    const file = await aFile()
    const { item } = await anInboxLetter(mailroom, CONFIRMED)
    const target = { orgUnitId: 'social', caseFileId: file.id }
    await createRouteItem(mailroom)(CLARA, { itemId: item.id, target }, SIGNAL)
    expect(await createShowClosing(mailroom)(CLARA, file.id, SIGNAL)).to.include({ mail: 1 })
    await expectFailure(close(file, 1), 'state-conflict')
    await createFileItem(mailroom)(CLARA, { itemId: item.id, caseFileId: file.id }, SIGNAL)
    expect((await close(file, 2)).state).to.equal('closed')
  })

  it('counts what the person may not see, and tells no more of it', async function () {
    const file = await aFile()
    const { item } = await anInboxLetter(mailroom, CONFIRMED)
    await createFileItem(mailroom)(CLARA, { itemId: item.id, caseFileId: file.id }, SIGNAL)
    const { entry } = await aDeadline(CLARA, item.id)
    const filed = await mailroom.incomingItems.find(mailroom.machine, item.id, SIGNAL)
    if (filed === undefined) throw new Error('There is no item.')
    const secret = { ...filed, level: 'strict', readKeys: ['unit:social:strict'] } as const
    await mailroom.incomingItems.save(mailroom.machine, secret, SIGNAL)
    expect(await mailroom.deskEntries.find(CLARA, entry.id, SIGNAL)).to.equal(undefined)
    const list = createListObjectEntries(mailroom)
    expect(await list(CLARA, { kind: 'case-file', id: file.id }, SIGNAL)).to.deep.equal([])
    const blockers = await createShowClosing(mailroom)(CLARA, file.id, SIGNAL)
    expect(blockers).to.deep.equal({ deadlines: 1, resubmissions: 0, mail: 0, followUps: 0, routeSlips: 0 })
  })
})
