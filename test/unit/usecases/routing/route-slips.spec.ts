import { expect } from 'chai'
import type { Actor } from '../../../../src/domain/access/actor.ts'
import { actorOfUser, standingInFor } from '../../../../src/domain/access/actor-of-user.ts'
import { representedBy } from '../../../../src/domain/access/deputy.ts'
import type { DeskObject } from '../../../../src/domain/desk/desk-entry.ts'
import { createMarkItem } from '../../../../src/usecases/desk/mark-item.ts'
import { createPatchCaseFile } from '../../../../src/usecases/filing/patch-case-file.ts'
import { createShowClosing } from '../../../../src/usecases/filing/show-closing.ts'
import { createItemHistory } from '../../../../src/usecases/intake/item-history.ts'
import { createListNotifications } from '../../../../src/usecases/notifications/list-notifications.ts'
import {
  createChangeRouteSlip,
  createSettleRouteStep,
} from '../../../../src/usecases/routing/change-route-slip.ts'
import {
  createListRoutePeople,
  createListRouteSlips,
} from '../../../../src/usecases/routing/list-route-slips.ts'
import { createStartRouteSlip } from '../../../../src/usecases/routing/start-route-slip.ts'
import type { RouteStepInput, ShownSlip } from '../../../../src/usecases/shared/route-slips.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { aSocialFile } from '../support/follow-ups.ts'
import { anInboxLetter } from '../support/letters.ts'
import { openMailroom, person, SIGNAL, UNITS, user, type Mailroom } from '../support/mailroom.ts'
import { raise } from '../support/readers.ts'

const CLARA = person('clara')
const CEM = person('cem')
const CARLA = person('carla')
const TOM = person('tom')
const HANS = person('hans')
const HUGO = person('hugo')
const DAY = '2026-03-02'

let mailroom: Mailroom
beforeEach(async function () {
  mailroom = await openMailroom()
})

const TAX: RouteStepInput = { target: { kind: 'unit', id: 'tax' }, task: 'cosign' }
const toPerson = (id: string): RouteStepInput => ({ target: { kind: 'person', id }, task: 'comment' })

const start = (actor: Actor, object: DeskObject, ...steps: RouteStepInput[]) =>
  createStartRouteSlip(mailroom)(actor, { object, steps }, SIGNAL)
const change = (actor: Actor, { slip }: ShownSlip, ...steps: RouteStepInput[]) =>
  createChangeRouteSlip(mailroom)(actor, { slipId: slip.id, steps }, SIGNAL)
const slipsOf = (actor: Actor, object: DeskObject) => createListRouteSlips(mailroom)(actor, object, SIGNAL)
const statesOf = ({ slip }: ShownSlip): string => slip.steps.map(({ state }) => state).join(' ')

function settle(actor: Actor, { slip }: ShownSlip, words?: string, outcome: 'done' | 'skipped' = 'done') {
  const stepId = slip.steps.find(({ state }) => state === 'current')?.id ?? slip.steps[0]?.id ?? ''
  return createSettleRouteStep(mailroom)(actor, { slipId: slip.id, stepId, outcome, words }, SIGNAL)
}

const askedOf = async (actor: Actor): Promise<string[]> =>
  (await createListNotifications(mailroom)(actor, SIGNAL)).items.flatMap(({ kind, task }) =>
    kind === 'asked' ? [task ?? ''] : [],
  )

async function aLetter() {
  return { kind: 'incoming-item', id: (await anInboxLetter(mailroom)).item.id } as const
}

/** Somebody with the work of another. */
function deputyOf(name: 'tom', deputy: 'cora', confidential = false): Actor {
  const deputyship = {
    id: 'd',
    tenantId: 'tenant',
    absentId: name,
    firstDay: DAY,
    lastDay: DAY,
    orgUnitIds: [],
    version: 1,
  }
  const represented = representedBy({ ...deputyship, confidential }, user(name), UNITS, DAY)
  return standingInFor(
    actorOfUser(user(deputy), UNITS, DAY, 'r'),
    represented === undefined ? [] : [represented],
  )
}

describe('route slips', function () {
  it('go from one to the next, and open the object to each from his turn on', async function () {
    const letter = await aLetter()
    await expectFailure(slipsOf(TOM, letter), 'not-found')
    const started = await start(CLARA, letter, toPerson('cem'), TAX)
    expect(statesOf(started)).to.equal('current future')
    await expectFailure(slipsOf(TOM, letter), 'not-found')
    expect([await askedOf(CEM), await askedOf(TOM), await askedOf(CLARA)]).to.deep.equal([
      ['comment'],
      [],
      [],
    ])

    await expectFailure(settle(CLARA, started), 'forbidden')
    const [second] = [await settle(CEM, started, 'Einverstanden.')]
    expect(statesOf(second)).to.equal('done current')
    expect(second.slip.steps[0]?.closed).to.deep.include({ words: 'Einverstanden.' })
    expect([await askedOf(CEM), await askedOf(TOM)]).to.deep.equal([[], ['cosign']])

    expect(statesOf(await settle(TOM, second))).to.equal('done done')
    expect(await askedOf(TOM)).to.deep.equal([])
    expect(await slipsOf(TOM, letter), 'may read it after, too').to.have.lengthOf(1)
    await expectFailure(settle(TOM, second), 'state-conflict')
  })

  it('are skipped with a reason, by who is asked and by those who work on the object', async function () {
    const started = await start(CLARA, await aLetter(), TAX, toPerson('cem'))
    await expectFailure(settle(CLARA, started, '', 'skipped'), 'validation-failed')
    const next = await settle(CLARA, started, 'Amt 20 ist nicht betroffen.', 'skipped')
    expect(statesOf(next)).to.equal('skipped current')
    expect(statesOf(await settle(CEM, next, 'Urlaub', 'skipped'))).to.equal('skipped skipped')
  })

  it('are changed while steps are to come, by who works on the object and not by who is only asked', async function () {
    const letter = await aLetter()
    const started = await start(CLARA, letter, TAX, toPerson('cem'))
    await expectFailure(change(TOM, started), 'forbidden')
    await expectFailure(start(CLARA, letter, TAX), 'state-conflict')
    const changed = await change(CLARA, started, toPerson('hans'), toPerson('cem'))
    expect(statesOf(changed)).to.equal('current future future')
    expect(statesOf(await settle(TOM, await change(CLARA, changed)))).to.equal('done')
    await expectFailure(change(CLARA, changed, TAX), 'state-conflict')
    await expectFailure(start(TOM, letter, TAX), 'forbidden')
    expect(statesOf(await start(CLARA, letter, toPerson('cem')))).to.equal('current')
  })

  it('keep a case file open as long as they run on it', async function () {
    const file = await aSocialFile(mailroom, CLARA)
    const started = await start(CLARA, file, toPerson('cem'))
    const close = async () => {
      const expectedVersion = (await mailroom.caseFiles.find(CLARA, file.id, SIGNAL))?.version ?? 0
      const input = { caseFileId: file.id, expectedVersion, state: 'closed' } as const
      return createPatchCaseFile(mailroom)(CLARA, input, SIGNAL)
    }
    expect(await createShowClosing(mailroom)(CLARA, file.id, SIGNAL)).to.include({ routeSlips: 1 })
    await expectFailure(close(), 'state-conflict')
    await settle(CEM, started)
    expect(await createShowClosing(mailroom)(CLARA, file.id, SIGNAL)).to.include({ routeSlips: 0 })
    expect((await close()).state).to.equal('closed')
  })

  it('keep an item from being set aside as long as they run on it', async function () {
    const letter = await aLetter()
    const started = await start(CLARA, letter, toPerson('cem'))
    const setAside = () => createMarkItem(mailroom)(CLARA, { itemId: letter.id, mark: 'set-aside' }, SIGNAL)
    await expectFailure(setAside(), 'state-conflict')
    await settle(CEM, started)
    expect((await setAside()).item.state).to.equal('done')
  })

  it('ask people and units that are there only', async function () {
    const letter = await aLetter()
    for (const target of [
      { kind: 'person', id: 'nobody' },
      { kind: 'person', id: 'dora' },
      { kind: 'unit', id: 'nowhere' },
    ] as const) {
      await expectFailure(start(CLARA, letter, TAX, { target, task: 'inform' }), 'validation-failed')
    }
    expect(await slipsOf(CLARA, letter)).to.deep.equal([])
    const names = await createListRoutePeople(mailroom)(CLARA, 'tom', SIGNAL)
    expect(names.map(({ userId }) => userId)).to.deep.equal(['tom'])
  })

  it('open what few may know only when a head says so, and no further when it becomes more confidential', async function () {
    const found = await anInboxLetter(mailroom)
    const letter = { kind: 'incoming-item', id: found.item.id } as const
    await start(CLARA, letter, TAX)
    expect(await slipsOf(TOM, letter)).to.have.lengthOf(1)
    await raise(mailroom, 'clara', found, 'confidential')
    await expectFailure(slipsOf(TOM, letter), 'not-found')
    await expectFailure(slipsOf(HUGO, letter), 'not-found')

    const other = await aSocialFile(mailroom, CARLA, 'confidential')
    await expectFailure(start(CARLA, other, TAX), 'forbidden')
    await start(HANS, other, TAX)
    await expectFailure(slipsOf(TOM, other), 'not-found')
    expect(await slipsOf(HUGO, other), 'may know of his unit what is confidential').to.have.lengthOf(1)
  })

  it('count for deputies, who answer in the name of whom they stand in for', async function () {
    const letter = await aLetter()
    const started = await start(CLARA, letter, toPerson('tom'))
    const deputy = deputyOf('tom', 'cora')
    expect(await askedOf(deputy)).to.deep.equal(['comment'])
    const { slip } = await settle(deputy, started)
    expect(slip.steps[0]?.closed).to.deep.include({ by: { userId: 'cora', displayName: 'cora' } })
    expect(slip.steps[0]?.closed?.onBehalfOf?.userId).to.equal('tom')
  })

  it('stand in the history of the object, without remarks', async function () {
    const letter = await aLetter()
    const started = await start(CLARA, letter, TAX)
    await settle(TOM, started, 'Geheime Bemerkung')
    const events = await createItemHistory(mailroom)(CLARA, letter.id, SIGNAL)
    const actions = events.map(({ action }) => action)
    expect(actions).to.include.members(['route.started', 'route.step-opened', 'route.step-done'])
    expect(JSON.stringify(events)).not.to.include('Geheime')
  })
})
