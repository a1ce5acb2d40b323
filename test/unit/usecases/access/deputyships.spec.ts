import { expect } from 'chai'
import type { Actor } from '../../../../src/domain/access/actor.ts'
import { createAddDeputyship } from '../../../../src/usecases/access/add-deputyship.ts'
import { createEndDeputyship } from '../../../../src/usecases/access/end-deputyship.ts'
import { createListDeputyships } from '../../../../src/usecases/access/list-deputyships.ts'
import { createFindItem } from '../../../../src/usecases/intake/find-item.ts'
import { createItemHistory } from '../../../../src/usecases/intake/item-history.ts'
import { createClaimItem } from '../../../../src/usecases/routing/claim-item.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { anInboxLetter } from '../support/letters.ts'
import { placeKeys, signedIn as signedInTo } from '../support/signed-in.ts'
import { openMailroom, person, SIGNAL, type Mailroom, type PersonName } from '../support/mailroom.ts'

const DAY_MS = 86_400_000

describe('deputies', function () {
  let mailroom: Mailroom

  beforeEach(async function () {
    mailroom = await openMailroom()
  })

  /** `YYYY-MM-DD`, so many days from the clock's today. */
  function day(later: number): string {
    return new Date(mailroom.clock.now().getTime() + later * DAY_MS).toISOString().slice(0, 10)
  }

  const signedIn = (name: PersonName): Promise<Actor> => signedInTo(mailroom, name)

  async function standIn(
    fields: { firstDay?: string; lastDay?: string; orgUnitIds?: string[]; confidential?: boolean } = {},
  ) {
    const input = { deputyId: 'tom', firstDay: day(0), lastDay: day(2), ...fields }
    return createAddDeputyship(mailroom)(person('clara'), input, SIGNAL)
  }

  it('read and work on the post of the absent person, and the history names both', async function () {
    const { item } = await anInboxLetter(mailroom)
    await expectFailure(createFindItem(mailroom)(await signedIn('tom'), item.id, SIGNAL), 'not-found')
    await standIn()
    const tom = await signedIn('tom')
    await createClaimItem(mailroom)(tom, { itemId: item.id }, SIGNAL)
    const history = await createItemHistory(mailroom)(tom, item.id, SIGNAL)
    expect(history.at(-1)?.actor.displayName).to.equal('tom')
    expect(history.at(-1)?.onBehalfOf).to.deep.equal({ userId: 'clara', displayName: 'clara' })
    expect((await mailroom.auditLog.verify(mailroom.machine, SIGNAL)).ok).to.equal(true)
  })

  it('say nothing of others where they do their own work', async function () {
    const { item } = await anInboxLetter(mailroom)
    const input = { deputyId: 'cem', firstDay: day(0), lastDay: day(0) }
    await createAddDeputyship(mailroom)(person('clara'), input, SIGNAL)
    const cem = await signedIn('cem')
    await createClaimItem(mailroom)(cem, { itemId: item.id }, SIGNAL)
    const history = await createItemHistory(mailroom)(cem, item.id, SIGNAL)
    expect(history.at(-1)).not.to.have.property('onBehalfOf')
  })

  it('begin on the first day, end with the last, and at once when they are ended', async function () {
    const { item } = await anInboxLetter(mailroom)
    const { id } = await standIn({ firstDay: day(1), lastDay: day(2) })
    const reads = async (): Promise<boolean> => {
      const actor = await signedIn('tom')
      return (await mailroom.incomingItems.find(actor, item.id, SIGNAL)) !== undefined
    }
    expect(await reads()).to.equal(false)
    mailroom.clock.advance(DAY_MS)
    expect(await reads()).to.equal(true)
    await createEndDeputyship(mailroom)(person('clara'), id, SIGNAL)
    expect(await reads()).to.equal(false)
    await standIn({ firstDay: day(0), lastDay: day(0) })
    expect(await reads()).to.equal(true)
    mailroom.clock.advance(DAY_MS)
    expect(await reads()).to.equal(false)
  })

  it('keep to the units that they are for', async function () {
    const { item } = await anInboxLetter(mailroom)
    await standIn({ orgUnitIds: ['tax'] })
    await expectFailure(createFindItem(mailroom)(await signedIn('tom'), item.id, SIGNAL), 'not-found')
  })

  it('give nothing on: who stands in for a deputy does not read what the deputy reads', async function () {
    const { item } = await anInboxLetter(mailroom)
    await standIn()
    const max = { deputyId: 'max', firstDay: day(0), lastDay: day(0) }
    await createAddDeputyship(mailroom)(person('tom'), max, SIGNAL)
    const keys = (await signedIn('max')).grantKeys
    expect(keys).to.include('unit:tax').and.not.include('unit:social')
    expect(await mailroom.incomingItems.find(await signedIn('tom'), item.id, SIGNAL)).not.to.equal(undefined)
  })

  it('end with the account of the absent person', async function () {
    await standIn()
    expect((await signedIn('tom')).represents).to.have.length(1)
    const clara = await mailroom.users.find(mailroom.machine, 'clara', SIGNAL)
    if (clara === undefined) throw new Error('clara is missing')
    await mailroom.users.save(mailroom.machine, { ...clara, disabled: true }, SIGNAL)
    expect(placeKeys(await signedIn('tom'))).to.deep.equal(['unit:tax'])
  })

  it('are settled by oneself, by the head of the units and by administrators, and by nobody else', async function () {
    const input = { absentId: 'clara', deputyId: 'cem', firstDay: day(0), lastDay: day(0) }
    const add = createAddDeputyship(mailroom)
    for (const name of ['clara', 'hans', 'ada'] as const) await add(person(name), input, SIGNAL)
    for (const name of ['tom', 'cem', 'mia'] as const) {
      await expectFailure(add(person(name), input, SIGNAL), 'not-found')
    }
    await expectFailure(add(person('hans'), { ...input, absentId: 'tom' }, SIGNAL), 'not-found')
    const [one] = await mailroom.deputyships.list(mailroom.machine, day(0), SIGNAL)
    await expectFailure(createEndDeputyship(mailroom)(person('tom'), one?.id ?? '', SIGNAL), 'not-found')
  })

  it('are people who work on post, other than the absent one, for a year at most', async function () {
    const refused = [
      { deputyId: 'clara' },
      { deputyId: 'mia' },
      { deputyId: 'nobody' },
      { lastDay: day(-1) },
      { lastDay: day(366) },
      { orgUnitIds: ['nowhere'] },
    ]
    for (const fields of refused) await expectFailure(standIn(fields), 'validation-failed')
  })

  it('may be nobody: then the absence is shown, and nobody reads more than before', async function () {
    const { item } = await anInboxLetter(mailroom)
    const absence = { absentId: 'clara', firstDay: day(0), lastDay: day(2) }
    const add = createAddDeputyship(mailroom)
    for (const given of [{ orgUnitIds: ['social'] }, { confidential: true }])
      await expectFailure(add(person('clara'), { ...absence, ...given }, SIGNAL), 'validation-failed')
    await expectFailure(add(person('tom'), absence, SIGNAL), 'not-found')
    const { id } = await add(person('clara'), absence, SIGNAL)
    for (const name of ['tom', 'cem', 'mia'] as const)
      expect((await signedIn(name)).represents ?? [], name).to.deep.equal([])
    await expectFailure(createFindItem(mailroom)(await signedIn('tom'), item.id, SIGNAL), 'not-found')
    const list = createListDeputyships(mailroom)
    const [asHead] = (await list(person('hans'), SIGNAL)).deputyships
    expect(asHead).to.include({ id, absentName: 'clara', mayEnd: true }).and.not.have.property('deputyName')
    expect((await list(person('tom'), SIGNAL)).deputyships).to.deep.equal([])
    await createEndDeputyship(mailroom)(person('hans'), id, SIGNAL)
    expect((await list(person('hans'), SIGNAL)).deputyships).to.deep.equal([])
  })

  it('are shown to whom they concern', async function () {
    const { id } = await standIn()
    const list = createListDeputyships(mailroom)
    const [asAbsent] = (await list(person('clara'), SIGNAL)).deputyships
    expect(asAbsent).to.include({ id, absentName: 'clara', deputyName: 'tom', mayEnd: true })
    const [asDeputy] = (await list(person('tom'), SIGNAL)).deputyships
    expect(asDeputy).to.include({ id, mayEnd: false })
    expect((await list(person('cem'), SIGNAL)).deputyships).to.deep.equal([])
    const { absentees } = await list(person('hans'), SIGNAL)
    expect(absentees.map(({ displayName }) => displayName)).to.have.members(['carla', 'clara', 'cem', 'hans'])
  })
})
