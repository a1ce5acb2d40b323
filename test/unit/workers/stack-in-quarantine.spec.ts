import { expect } from 'chai'
import type { Actor } from '../../../src/domain/access/actor.ts'
import { MailroomError } from '../../../src/domain/errors.ts'
import type { VirusScanner } from '../../../src/ports/virus-scanner.ts'
import { createReleaseFromQuarantine } from '../../../src/usecases/intake/release-from-quarantine.ts'
import { createEditSplitPlan } from '../../../src/usecases/stacks/edit-split-plan.ts'
import { SIGNAL } from '../usecases/support/mailroom.ts'
import { MIA, StackHouse } from './stack-house.ts'
import { LETTERS, PLAN, TEXTS } from './twelve-pages.ts'

const LEA = { ...MIA, roles: ['mailroom', 'head'] } satisfies Actor

describe('the way of a stack behind a virus scanner that says later what it has found', function () {
  let house: StackHouse
  let finds: boolean

  beforeEach(async function () {
    house = await StackHouse.open(TEXTS)
    finds = false
    const virusScanner: VirusScanner = {
      scan: () =>
        finds
          ? Promise.resolve({ kind: 'infected', signature: 'Eicar' })
          : Promise.reject(new MailroomError('dependency-unavailable', 'away')),
      version: async () => 'test',
    }
    house.mailroom = Object.assign({}, house.mailroom, { virusScanner })
  })

  afterEach(async function () {
    await house.close()
  })

  async function release(itemId: string): Promise<void> {
    const input = { itemId, ground: 'false-alarm', reason: 'Hersteller bestätigt' } as const
    await createReleaseFromQuarantine(house.mailroom)(LEA, input, SIGNAL)
  }

  it('keeps what people made of the plan, and waits for them', async function () {
    await house.openBatch({ dividesAlone: true })
    const stops = [{ page: 5, kind: 'unreadable-sheet', text: 'Trennblatt nicht lesbar' }] as const
    house.start({ ...PLAN, stops })
    const itemId = await house.handIn()
    await release(itemId)
    await house.untilStack(itemId, 'qc')
    const { version } = await house.stackNow(itemId)
    const edits = [{ kind: 'merge', before: 5 }] as const
    await createEditSplitPlan(house.mailroom)(MIA, { itemId, expectedVersion: version, edits }, SIGNAL)
    const { plan } = (await house.stackNow(itemId)).stack
    await house.stop()
    finds = true
    house.start(PLAN)
    await house.untilStack(itemId, 'quarantined')
    await release(itemId)
    await house.untilStack(itemId, 'qc')
    const { stack } = await house.stackNow(itemId)
    expect(stack.plan).to.deep.equal(plan)
    expect(stack.confirmed).to.equal(undefined)
  })

  it('goes on with a division that was confirmed', async function () {
    const outage = () => Promise.reject(new MailroomError('dependency-unavailable', 'away'))
    house.start(PLAN, () => (finds ? Promise.resolve() : outage()))
    const itemId = await house.handIn()
    await release(itemId)
    await house.untilStack(itemId, 'qc')
    await house.confirm(itemId)
    await house.stop()
    finds = true
    house.start({ ...PLAN, boundaries: PLAN.boundaries.slice(0, 1) }, outage)
    await house.untilStack(itemId, 'quarantined')
    await house.stop()
    house.mailroom = Object.assign({}, house.mailroom, { virusScanner: undefined })
    house.start({ ...PLAN, boundaries: PLAN.boundaries.slice(0, 1) })
    await release(itemId)
    await house.untilStack(itemId, 'split')
    expect((await house.letters()).map(({ origin }) => origin?.pages.map(({ page }) => page))).to.deep.equal(
      LETTERS,
    )
  })
})
