import { expect } from 'chai'
import type { Actor } from '../../../../src/domain/access/actor.ts'
import type { DeskObject } from '../../../../src/domain/desk/desk-entry.ts'
import { createSetResubmission } from '../../../../src/usecases/desk/set-resubmission.ts'
import { createAddNote } from '../../../../src/usecases/notes/add-note.ts'
import { createCorrectNote, createWithdrawNote } from '../../../../src/usecases/notes/change-note.ts'
import { createListNotifications } from '../../../../src/usecases/notifications/list-notifications.ts'
import { createMarkNotifications } from '../../../../src/usecases/notifications/mark-notifications.ts'
import { createAssignItem } from '../../../../src/usecases/routing/assign-item.ts'
import { createRouteItem } from '../../../../src/usecases/routing/route-item.ts'
import { actorOfToken } from '../../../../src/domain/access/actor-of-user.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { aSocialFile } from '../support/follow-ups.ts'
import { anInboxLetter } from '../support/letters.ts'
import { openMailroom, person, SIGNAL, type Mailroom } from '../support/mailroom.ts'
import { raise } from '../support/readers.ts'

const CLARA = person('clara')
const CEM = person('cem')
const CARLA = person('carla')
const HANS = person('hans')
const MIA = person('mia')
const DAY_MS = 86_400_000

let mailroom: Mailroom
beforeEach(async function () {
  mailroom = await openMailroom()
})

const told = async (actor: Actor) => (await createListNotifications(mailroom)(actor, SIGNAL)).items

/** In short: what, on which thing, new or not. */
const shortly = async (actor: Actor): Promise<string[]> =>
  (await told(actor)).map(({ kind, due, isRead }) => `${due?.urgency ?? kind}${isRead ? ' read' : ''}`)

const mark = async (actor: Actor, isRead = true): Promise<void> => {
  const keys = (await told(actor)).map(({ key }) => key)
  await createMarkNotifications(mailroom)(actor, { keys, isRead }, SIGNAL)
}

const note = (object: DeskObject, text: string, ...mentionIds: string[]) =>
  createAddNote(mailroom)(CLARA, { object, text, mentionIds }, SIGNAL)

const resubmit = (object: DeskObject, dueOn: string) =>
  createSetResubmission(mailroom)(
    CLARA,
    { object, purpose: 'Nachfassen', dueOn, assigneeId: 'clara' },
    SIGNAL,
  )

describe('notifications', function () {
  it('tell of what somebody else has handed over, with his words', async function () {
    const { item } = await anInboxLetter(mailroom, { item: { subject: 'Rechnung' } })
    const assign = createAssignItem(mailroom)
    await assign(HANS, { itemId: item.id, assigneeId: 'hans' }, SIGNAL)
    expect(await told(HANS)).to.deep.equal([])
    await assign(HANS, { itemId: item.id, assigneeId: 'clara', note: 'Bitte bis Freitag' }, SIGNAL)
    const [one, ...others] = await told(CLARA)
    expect(others).to.deep.equal([])
    expect(one).to.deep.include({ kind: 'assigned', words: 'Bitte bis Freitag', isRead: false })
    expect(one?.by).to.deep.equal({ userId: 'hans', displayName: 'hans' })
    expect(one?.object).to.deep.include({ id: item.id, subject: 'Rechnung' })
    await mark(CLARA)
    expect(await shortly(CLARA)).to.deep.equal(['assigned read'])
    mailroom.clock.advance(1_000)
    await assign(HANS, { itemId: item.id, assigneeId: 'clara', note: 'Noch einmal' }, SIGNAL)
    expect(await shortly(CLARA)).to.deep.equal(['assigned'])
    await assign(HANS, { itemId: item.id, assigneeId: 'cem' }, SIGNAL)
    expect(await told(CLARA)).to.deep.equal([])
    expect(await shortly(CEM)).to.deep.equal(['assigned'])
  })

  it('tell of notes that call the person, once, until they are withdrawn or old', async function () {
    const file = await aSocialFile(mailroom, CLARA)
    const { note: made } = await note(file, 'Frag @cem und @clara', 'cem', 'clara')
    expect(await shortly(CLARA)).to.deep.equal([])
    await mark(CEM)
    mailroom.clock.advance(1_000)
    const correction = { noteId: made.id, text: 'Frag @cem und @hans', mentionIds: ['cem', 'hans'] }
    await createCorrectNote(mailroom)(CLARA, correction, SIGNAL)
    expect(await shortly(CEM)).to.deep.equal(['mentioned read'])
    expect(await shortly(HANS)).to.deep.equal(['mentioned'])
    await createWithdrawNote(mailroom)(CLARA, { noteId: made.id }, SIGNAL)
    expect([...(await told(CEM)), ...(await told(HANS))]).to.deep.equal([])
    const { note: last } = await note(file, 'Noch eine für @cem', 'cem')
    expect(await shortly(CEM)).to.deep.equal(['mentioned'])
    mailroom.clock.advance(61 * DAY_MS)
    expect(await told(CEM)).to.deep.equal([])
    const late = { noteId: last.id, text: 'Noch eine, @cem', mentionIds: ['cem'] }
    await createCorrectNote(mailroom)(CLARA, late, SIGNAL)
    expect(await told(CEM)).to.deep.equal([])
  })

  it('tell of what lies behind much that is the person’s own or not meant any more', async function () {
    const { item } = await anInboxLetter(mailroom)
    const object = { kind: 'incoming-item', id: item.id } as const
    const { note: standing } = await note(object, 'Für @cem', 'cem')
    await createAssignItem(mailroom)(HANS, { itemId: item.id, assigneeId: 'cem' }, SIGNAL)
    const at = '2026-03-02T20:00:00.000Z'
    const by = { userId: 'cem', displayName: 'cem' }
    const own = { ...item, state: 'accepted', capturedAt: at, claim: { ...by, at } } as const
    for (let number = 0; number < 60; number += 1) {
      const id = `own${number}`
      await mailroom.incomingItems.insert(mailroom.machine, { ...own, id, receiptNumber: id }, SIGNAL)
      const gone = { ...standing, id, writtenAt: at, withdrawn: { at, by } }
      await mailroom.notes.insert(mailroom.machine, gone, SIGNAL)
    }
    const { items, isCut } = await createListNotifications(mailroom)(CEM, SIGNAL)
    expect(items.map(({ kind }) => kind)).to.have.members(['assigned', 'mentioned'])
    expect(isCut).to.equal(false)
  })

  it('are fifty of a kind, the newest, and say that there are more', async function () {
    const { item } = await anInboxLetter(mailroom)
    const object = { kind: 'incoming-item', id: item.id } as const
    const { note: first } = await note(object, 'Für @cem', 'cem')
    const later = { userId: 'cem', displayName: 'cem', at: '2026-03-02T20:00:00.000Z' }
    const insert = (number: number) =>
      mailroom.notes.insert(mailroom.machine, { ...first, id: `n${number}`, mentions: [later] }, SIGNAL)
    for (let number = 1; number < 50; number += 1) await insert(number)
    const list = createListNotifications(mailroom)
    expect(await list(CEM, SIGNAL)).to.have.property('isCut', false)
    await insert(50)
    const { items, isCut } = await list(CEM, SIGNAL)
    expect([items.length, isCut]).to.deep.equal([50, true])
    expect(items.map(({ key }) => key)).to.not.include(`mentioned:${first.id}:${first.createdAt}`)
  })

  it('are silent on what the person may not see any more', async function () {
    const { item } = await anInboxLetter(mailroom)
    await note({ kind: 'incoming-item', id: item.id }, 'Für @cem', 'cem')
    await createAssignItem(mailroom)(HANS, { itemId: item.id, assigneeId: 'cem' }, SIGNAL)
    expect(await shortly(CEM)).to.have.members(['assigned', 'mentioned'])
    const target = { orgUnitId: 'tax' }
    await createRouteItem(mailroom)(MIA, { itemId: item.id, target }, SIGNAL)
    expect(await told(CEM)).to.deep.equal([])
  })

  it('show no words and no subject of what few may know', async function () {
    const letter = await anInboxLetter(mailroom, { item: { subject: 'Geheimsache' } })
    const object = { kind: 'incoming-item', id: letter.item.id } as const
    await note(object, 'Für @carla und @cem', 'carla', 'cem')
    await createAssignItem(mailroom)(HANS, { itemId: object.id, assigneeId: 'carla', note: 'Wort' }, SIGNAL)
    await raise(mailroom, 'carla', letter, 'confidential')
    expect(await told(CEM)).to.deep.equal([])
    const items = await told(CARLA)
    expect(items.map(({ kind }) => kind)).to.have.members(['assigned', 'mentioned'])
    expect(items.map(({ object: { number } }) => number)).to.deep.equal(
      items.map(() => letter.item.receiptNumber),
    )
    expect(JSON.stringify(items)).to.not.match(/Geheimsache|Wort/)
  })

  it('tell anew when what was near is due, and then over', async function () {
    await resubmit(await aSocialFile(mailroom, CLARA), '2026-03-03')
    expect(await told(CLARA)).to.deep.equal([])
    mailroom.clock.advance(DAY_MS)
    expect(await shortly(CLARA)).to.deep.equal(['today'])
    await mark(CLARA)
    expect(await shortly(CLARA)).to.deep.equal(['today read'])
    mailroom.clock.advance(DAY_MS)
    expect(await shortly(CLARA)).to.deep.equal(['overdue'])
    expect(await told(CEM)).to.deep.equal([])
  })

  it('are marked as read and as new, each by its person, and only what there is', async function () {
    const file = await aSocialFile(mailroom, CLARA)
    await note(file, 'Für @cem und @hans', 'cem', 'hans')
    await mark(CEM)
    expect(await shortly(HANS)).to.deep.equal(['mentioned'])
    await note(file, 'Wieder für @cem', 'cem')
    expect(await shortly(CEM)).to.deep.equal(['mentioned', 'mentioned read'])
    await mark(CEM, false)
    expect(await shortly(CEM)).to.deep.equal(['mentioned', 'mentioned'])
    const foreign = { keys: ['mentioned:other', 'x'.repeat(200)], isRead: true }
    await createMarkNotifications(mailroom)(CEM, foreign, SIGNAL)
    expect(await mailroom.readMarks.of(CEM, SIGNAL)).to.deep.equal([])
    const token = actorOfToken(CEM, ['write', 'read'])
    await expectFailure(createMarkNotifications(mailroom)(token, foreign, SIGNAL), 'forbidden')
  })
})
