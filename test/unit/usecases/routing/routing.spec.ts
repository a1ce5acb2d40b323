import { expect } from 'chai'
import { createAssignItem } from '../../../../src/usecases/routing/assign-item.ts'
import { createClaimItem } from '../../../../src/usecases/routing/claim-item.ts'
import { createReleaseItem } from '../../../../src/usecases/routing/release-item.ts'
import { createReturnItem } from '../../../../src/usecases/routing/return-item.ts'
import { createRouteItem } from '../../../../src/usecases/routing/route-item.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { aLetter, anInboxLetter } from '../support/letters.ts'
import { openMailroom, person, SIGNAL, type Mailroom } from '../support/mailroom.ts'

let mailroom: Mailroom

async function lessons(): Promise<string[]> {
  const lines = await mailroom.trainingJournal.readSince(mailroom.machine, 0, 100, SIGNAL)
  return lines.map(
    ({ task, label, retracted }) => `${task} ${label}${retracted === true ? ' retracted' : ''}`,
  )
}

/** Each test has a mailroom of its own. */
function openBeforeEach(): void {
  beforeEach(async function () {
    mailroom = await openMailroom()
  })
}

describe('RouteItem', function () {
  openBeforeEach()

  it('opens item and documents to the unit, and says so', async function () {
    const { item } = await aLetter(mailroom, { files: 2 })
    const before = await mailroom.changeFeed.head(SIGNAL)
    const input = { itemId: item.id, target: { orgUnitId: 'social' }, note: 'eilt' }
    const after = await createRouteItem(mailroom)(person('mia'), input, SIGNAL)

    expect(after.item.state).to.equal('routed')
    for (const { readKeys } of [after.item, ...after.documents])
      expect(readKeys).to.deep.equal(['mailroom', 'unit:social'])
    expect(await mailroom.incomingItems.find(person('clara'), item.id, SIGNAL)).to.include({ id: item.id })
    expect(await mailroom.incomingItems.find(person('tom'), item.id, SIGNAL)).to.equal(undefined)
    const event = (await mailroom.auditLog.history(mailroom.machine, 'incoming-item', item.id, SIGNAL)).at(-1)
    expect(event).to.include({ action: 'item.routed', reason: 'eilt' })
    expect(event?.changes['target']).to.deep.equal({ after: { orgUnitId: 'social' } })
    expect(await mailroom.changeFeed.since(before, 10, SIGNAL)).to.have.length(3)
    expect(await lessons()).to.deep.equal(['orgUnit social'])
  })

  it('tells those who lose the item too', async function () {
    const { item } = await anInboxLetter(mailroom)
    await createRouteItem(mailroom)(
      person('clara'),
      { itemId: item.id, target: { orgUnitId: 'tax' } },
      SIGNAL,
    )
    const changes = await mailroom.changeFeed.since(0, 100, SIGNAL)
    expect(changes.at(-1)?.readKeys).to.include.members(['unit:social', 'unit:tax'])
    expect(await mailroom.documents.find(person('clara'), item.documentIds[0] ?? '', SIGNAL)).to.equal(
      undefined,
    )
  })

  const refused = [
    { name: 'a unit that is not there', target: { orgUnitId: 'nowhere' } },
    {
      name: 'a case file that nobody has proposed and the actor may not read',
      target: { orgUnitId: 'tax', caseFileId: 'x' },
    },
    { name: 'a person of another unit', target: { orgUnitId: 'tax', assigneeId: 'clara' } },
    { name: 'a person who is not there', target: { orgUnitId: 'tax', assigneeId: 'nobody' } },
  ]
  for (const { name, target } of refused) {
    it(`refuses ${name}`, async function () {
      const { item } = await aLetter(mailroom)
      await expectFailure(
        createRouteItem(mailroom)(person('mia'), { itemId: item.id, target }, SIGNAL),
        'validation-failed',
      )
      expect(await lessons()).to.deep.equal([])
    })
  }

  it('refuses a dissolved unit', async function () {
    const unit = await mailroom.orgUnits.find(mailroom.machine, 'tax', SIGNAL)
    if (unit === undefined) throw new Error('the tax office is missing')
    await mailroom.orgUnits.save(mailroom.machine, { ...unit, validTo: '2026-02-28' }, SIGNAL)
    const { item } = await aLetter(mailroom)
    const input = { itemId: item.id, target: { orgUnitId: 'tax' } }
    await expectFailure(createRouteItem(mailroom)(person('mia'), input, SIGNAL), 'validation-failed')
  })

  it('accepts a head of a unit above as assignee', async function () {
    const { item } = await aLetter(mailroom)
    const input = { itemId: item.id, target: { orgUnitId: 'care', assigneeId: 'hans' } }
    expect((await createRouteItem(mailroom)(person('mia'), input, SIGNAL)).item.target).to.deep.equal(
      input.target,
    )
  })

  it('says the same of a letter of others as of none', async function () {
    const { item } = await anInboxLetter(mailroom)
    const target = { orgUnitId: 'tax' }
    const foreign = await expectFailure(
      createRouteItem(mailroom)(person('tom'), { itemId: item.id, target }, SIGNAL),
      'not-found',
    )
    const missing = await expectFailure(
      createRouteItem(mailroom)(person('tom'), { itemId: 'none', target }, SIGNAL),
      'not-found',
    )
    expect(foreign.message).to.equal(missing.message)
  })
})

describe('ClaimItem', function () {
  openBeforeEach()

  it('lets one of many win', async function () {
    const { item } = await anInboxLetter(mailroom)
    const claimItem = createClaimItem(mailroom)
    const people = Array.from({ length: 20 }, (_, index) => ({
      ...person('clara'),
      userId: `clerk ${index}`,
    }))
    const outcomes = await Promise.allSettled(
      people.map((actor) => claimItem(actor, { itemId: item.id }, SIGNAL)),
    )
    const winners = outcomes.filter(({ status }) => status === 'fulfilled')
    expect(winners).to.have.length(1)
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).to.have.property('code', 'state-conflict')
    }
  })

  it('is no event when one claims again what one holds', async function () {
    const { item } = await anInboxLetter(mailroom)
    await createClaimItem(mailroom)(person('clara'), { itemId: item.id }, SIGNAL)
    const before = await mailroom.auditLog.verify(mailroom.machine, SIGNAL)
    const again = await createClaimItem(mailroom)(person('clara'), { itemId: item.id }, SIGNAL)
    expect(again.item.claim?.userId).to.equal('clara')
    expect((await mailroom.auditLog.verify(mailroom.machine, SIGNAL)).eventCount).to.equal(before.eventCount)
  })
})

describe('ReleaseItem', function () {
  openBeforeEach()

  it('gives the item back, by oneself or by the head', async function () {
    for (const releaser of ['clara', 'hans']) {
      const { item } = await anInboxLetter(mailroom)
      await createClaimItem(mailroom)(person('clara'), { itemId: item.id }, SIGNAL)
      await expectFailure(
        createReleaseItem(mailroom)(person('cem'), { itemId: item.id }, SIGNAL),
        'state-conflict',
      )
      const after = await createReleaseItem(mailroom)(person(releaser), { itemId: item.id }, SIGNAL)
      expect(after.item.state).to.equal('routed')
    }
  })
})

describe('AssignItem', function () {
  openBeforeEach()

  it('hands the item to somebody who can read it, and to nobody else', async function () {
    const { item } = await anInboxLetter(mailroom)
    const assignItem = createAssignItem(mailroom)
    const after = await assignItem(person('hans'), { itemId: item.id, assigneeId: 'cem' }, SIGNAL)
    expect(after.item.target?.assigneeId).to.equal('cem')
    await expectFailure(
      createClaimItem(mailroom)(person('clara'), { itemId: item.id }, SIGNAL),
      'state-conflict',
    )
    await expectFailure(
      assignItem(person('hans'), { itemId: item.id, assigneeId: 'tom' }, SIGNAL),
      'validation-failed',
    )
  })
})

describe('ReturnItem', function () {
  openBeforeEach()

  it('brings the item back to the mailroom and takes the lesson back', async function () {
    const { item } = await aLetter(mailroom)
    await createRouteItem(mailroom)(
      person('mia'),
      { itemId: item.id, target: { orgUnitId: 'social' } },
      SIGNAL,
    )
    const after = await createReturnItem(mailroom)(
      person('clara'),
      { itemId: item.id, reason: 'falsch' },
      SIGNAL,
    )
    expect(after.item.state).to.equal('returned')
    expect(after.documents[0]?.readKeys).to.deep.equal(['mailroom'])
    expect(await lessons()).to.deep.equal(['orgUnit social', 'orgUnit social retracted'])
  })
})
