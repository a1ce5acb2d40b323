import { expect } from 'chai'
import { actorOfUser } from '../../../../src/domain/access/actor-of-user.ts'
import type { Actor } from '../../../../src/domain/access/actor.ts'
import { createListNotifications } from '../../../../src/usecases/notifications/list-notifications.ts'
import { createMarkNotifications } from '../../../../src/usecases/notifications/mark-notifications.ts'
import {
  createSetAgeingLimits,
  createShowAgeingLimits,
} from '../../../../src/usecases/register/ageing-limits.ts'
import { createShowOverview } from '../../../../src/usecases/register/show-overview.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { aLetter, anInboxLetter } from '../support/letters.ts'
import { openMailroom, person, SIGNAL, UNITS, user, type Mailroom } from '../support/mailroom.ts'

const HOUR_MS = 3_600_000
/** Works in the mailroom and leads it; has no post as head of a unit that gets mail. */
const LEA: Actor = actorOfUser(
  { ...user('mia'), id: 'lea', roles: ['mailroom', 'head'] },
  UNITS,
  '2026-03-02',
  'r',
)
const HANS = person('hans')

describe('mail that lies for too long', function () {
  let mailroom: Mailroom

  beforeEach(async function () {
    mailroom = await openMailroom()
    // A Wednesday at noon: no weekend is near.
    const wednesday = Date.parse('2026-03-04T11:00:00Z')
    mailroom.clock.advance(wednesday - mailroom.clock.now().getTime())
    await limit({ waiting: 4, routed: 8 })
  })

  const limit = async (hours: { readonly waiting?: number; readonly routed?: number }) => {
    const { version } = await createShowAgeingLimits(mailroom)(LEA, SIGNAL)
    return createSetAgeingLimits(mailroom)(LEA, { hours, expectedVersion: version }, SIGNAL)
  }
  const before = (hours: number): string =>
    new Date(mailroom.clock.now().getTime() - hours * HOUR_MS).toISOString()
  const told = async (actor: Actor) =>
    (await createListNotifications(mailroom)(actor, SIGNAL)).items.filter(({ kind }) => kind === 'ageing')
  const toldIds = async (actor: Actor): Promise<string[]> =>
    (await told(actor)).map(({ object }) => object.id)

  it('is told to those who answer for it, and to nobody else', async function () {
    const waiting = await aLetter(mailroom, { item: { capturedAt: before(5) } })
    await aLetter(mailroom, { item: { capturedAt: before(3) } })
    const inbox = await anInboxLetter(mailroom, { item: { capturedAt: before(9) } })
    await anInboxLetter(mailroom, { item: { capturedAt: before(7) } })
    expect(await toldIds(LEA)).to.deep.equal([waiting.item.id])
    expect(await toldIds(HANS)).to.deep.equal([inbox.item.id])
    for (const name of ['mia', 'clara', 'hugo'] as const)
      expect(await toldIds(person(name))).to.deep.equal([])
    const [one] = await told(HANS)
    expect(one).to.deep.include({ since: before(1), isRead: false })
    expect(one?.ageing).to.deep.equal({ stage: 'routed', hours: 8, orgUnitId: 'social' })
  })

  it('is told once at a stage, whatever becomes of the limit, and again at the next stage', async function () {
    const { item } = await aLetter(mailroom, { item: { capturedAt: before(9) } })
    const keys = (await told(LEA)).map(({ key }) => key)
    await createMarkNotifications(mailroom)(LEA, { keys, isRead: true }, SIGNAL)
    await limit({ waiting: 6, routed: 8 })
    expect((await told(LEA)).map(({ isRead }) => isRead)).to.deep.equal([true])
    const target = { orgUnitId: 'social' }
    const readKeys = ['mailroom', 'unit:social']
    await mailroom.incomingItems.save(
      mailroom.machine,
      { ...item, state: 'routed', target, readKeys },
      SIGNAL,
    )
    expect(await told(LEA)).to.deep.equal([])
    expect((await told(HANS)).map(({ isRead }) => isRead)).to.deep.equal([false])
  })

  it('is found behind more than one look takes of what others answer for', async function () {
    const readKeys = ['unit:tax', 'unit:social']
    for (let count = 0; count < 200; count += 1) {
      await anInboxLetter(mailroom, {
        item: { capturedAt: before(10), target: { orgUnitId: 'tax' }, readKeys },
      })
    }
    const inbox = await anInboxLetter(mailroom, { item: { capturedAt: before(9) } })
    expect(await toldIds(HANS)).to.deep.equal([inbox.item.id])
  })

  it('shows no subject of what few may know, and nothing to a head who may not read it', async function () {
    const subject = 'Vertraulich'
    const readKeys = ['mailroom:strict']
    await aLetter(mailroom, { item: { capturedAt: before(5), subject, level: 'strict', readKeys } })
    const target = { orgUnitId: 'social' }
    const shut = { capturedAt: before(9), target, readKeys: ['unit:tax'] }
    await anInboxLetter(mailroom, { item: shut })
    expect((await told(LEA)).map(({ object }) => object.subject)).to.deep.equal([undefined])
    expect(await told(HANS)).to.deep.equal([])
  })

  it('stands on the board, the oldest first, with its numbers', async function () {
    const old = await aLetter(mailroom, { item: { capturedAt: before(5) } })
    const older = await anInboxLetter(mailroom, { item: { capturedAt: before(9) } })
    await anInboxLetter(mailroom, { item: { capturedAt: before(7) } })
    const board = await createShowOverview(mailroom)(LEA, SIGNAL)
    expect(board.overdue.map(({ item }) => item.id)).to.deep.equal([older.item.id, old.item.id])
    expect(board.overdue[0]?.documents).to.have.length(1)
    expect(board.waitingOverdue).to.equal(1)
    expect(board.units.map(({ overdue }) => overdue)).to.deep.equal([1])
    expect(board.limits.map(({ stage, before: instant }) => [stage, instant])).to.deep.equal([
      ['waiting', before(4)],
      ['routed', before(8)],
    ])
    expect((await createShowOverview(mailroom)(person('tom'), SIGNAL)).overdue).to.deep.equal([])
  })

  it('has limits that who leads the mailroom and administrators set, one at a time', async function () {
    const set = createSetAgeingLimits(mailroom)
    const input = { hours: {}, expectedVersion: 1 }
    await expectFailure(set(person('mia'), input, SIGNAL), 'forbidden')
    await expectFailure(set(HANS, input, SIGNAL), 'forbidden')
    await expectFailure(set(person('ada'), { ...input, expectedVersion: 0 }, SIGNAL), 'version-mismatch')
    const { hours, version } = await set(person('ada'), input, SIGNAL)
    expect({ hours, version }).to.deep.equal({ hours: {}, version: 2 })
    await aLetter(mailroom, { item: { capturedAt: before(900) } })
    expect(await told(LEA)).to.deep.equal([])
  })
})
