import { expect } from 'chai'
import { createRe2PatternMatcher } from '../../../../src/adapters/re2js/pattern-matcher.ts'
import type { Actor } from '../../../../src/domain/access/actor.ts'
import { createShowAccuracy } from '../../../../src/usecases/classification/show-accuracy.ts'
import {
  createTryRoutingRule,
  type RuleTrial,
  type TrialRule,
} from '../../../../src/usecases/routing/try-routing-rule.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { aLetter, anInboxLetter } from '../support/letters.ts'
import { openMailroom, person, SIGNAL, TENANT, type Mailroom } from '../support/mailroom.ts'

const RULE: TrialRule = {
  priority: 5,
  conditions: [{ field: 'text', operator: 'contains', value: 'hundesteuer' }],
  target: { orgUnitId: 'tax' },
}
const TO_TAX = { target: { orgUnitId: 'tax' }, readKeys: ['mailroom', 'unit:tax'] }

describe('the trial of a routing rule', function () {
  let mailroom: Mailroom

  beforeEach(async function () {
    mailroom = await openMailroom()
  })

  async function trial(rule = RULE, reader: Actor = person('mia')): Promise<RuleTrial> {
    const actor: Actor = { ...reader, roles: [...reader.roles, 'admin'] }
    return createTryRoutingRule({ ...mailroom, patternMatcher: createRe2PatternMatcher() })(
      actor,
      rule,
      SIGNAL,
    )
  }

  it('counts hits, wrong hits and what would change, and shows the wrong ones first', async function () {
    await anInboxLetter(mailroom, { text: 'Bescheid über die Hundesteuer', item: TO_TAX })
    const { item: wrong } = await anInboxLetter(mailroom, { text: 'Widerspruch Hundesteuer' })
    await anInboxLetter(mailroom, { text: 'Antrag auf Pflegegeld' })
    await aLetter(mailroom, { text: 'Hundesteuer noch nicht zugeleitet' })
    const { samples, ...counts } = await trial()
    expect(counts).to.deep.equal({ examined: 3, complete: true, hits: 2, wrongHits: 1, changes: 2 })
    expect(samples.map(({ itemId, isRight }) => [itemId === wrong.id, isRight])).to.deep.equal([
      [true, false],
      [false, true],
    ])
  })

  it('changes nothing where another rule decides or names the same unit', async function () {
    const rule = { tenantId: TENANT.id, enabled: true, version: 1, target: { orgUnitId: 'tax' } }
    const conditions = [{ field: 'text', operator: 'contains', value: 'steuer' }] as const
    const stored = { ...rule, id: 'steuer', name: 'Steuern', priority: 1, conditions }
    await mailroom.routingRules.insert(mailroom.machine, stored, SIGNAL)
    await anInboxLetter(mailroom, { text: 'Hundesteuer', item: TO_TAX })
    expect((await trial()).changes).to.equal(0)
    expect((await trial({ ...RULE, replaces: 'steuer' })).changes).to.equal(1)
    expect((await trial({ ...RULE, priority: 0, target: { orgUnitId: 'social' } })).changes).to.equal(0)
  })

  it('looks only at letters that the person may read', async function () {
    await anInboxLetter(mailroom, { text: 'Hundesteuer', item: { readKeys: ['unit:social'] } })
    expect((await trial()).examined).to.equal(0)
    expect((await trial(RULE, person('clara'))).examined).to.equal(1)
    expect((await trial(RULE, person('ada'))).examined).to.equal(0)
  })

  it('refuses a rule that could not run', async function () {
    const matches = (value: string): TrialRule => ({
      ...RULE,
      conditions: [{ field: 'text', operator: 'matches', value }],
    })
    await expectFailure(trial({ ...RULE, target: { orgUnitId: 'nowhere' } }), 'validation-failed')
    for (const pattern of [
      '(',
      '(?=a)',
      '(a)\\1',
      'a{1000}{1000}',
      '(a+)+'.repeat(2_000),
      '('.repeat(10_000),
    ]) {
      await expectFailure(trial(matches(pattern)), 'unsafe-pattern')
    }
  })

  it('passes over stored rules that do not compile any more', async function () {
    const conditions = [{ field: 'text', operator: 'matches', value: '(' }] as const
    const broken = {
      id: 'b',
      tenantId: TENANT.id,
      name: 'b',
      enabled: true,
      priority: 9,
      version: 1,
      conditions,
    }
    await mailroom.routingRules.insert(mailroom.machine, { ...broken, target: { orgUnitId: 'tax' } }, SIGNAL)
    await anInboxLetter(mailroom, { text: 'Hundesteuer', item: TO_TAX })
    expect((await trial()).hits).to.equal(1)
  })
})

describe('the accuracy of the proposals', function () {
  it('is counted over confirmed letters that the person may read', async function () {
    const mailroom = await openMailroom()
    const showAccuracy = createShowAccuracy(mailroom)
    const confirmedAt = '2026-03-05T10:00:00.000Z'
    await anInboxLetter(mailroom, { item: { confirmedAt, target: { orgUnitId: 'social' } } })
    await anInboxLetter(mailroom, { item: { confirmedAt, ...TO_TAX } })
    await anInboxLetter(mailroom)
    const seen = await showAccuracy(person('mia'), SIGNAL)
    expect([seen.letters, seen.complete]).to.deep.equal([2, true])
    expect(seen.confusions).to.deep.equal([
      { field: 'orgUnit', proposed: 'social', confirmed: 'tax', count: 1 },
    ])
    expect((await showAccuracy(person('clara'), SIGNAL)).letters).to.equal(1)
  })
})
