import { expect } from 'chai'
import { createRe2PatternMatcher } from '../../../../src/adapters/re2js/pattern-matcher.ts'
import type { Actor } from '../../../../src/domain/access/actor.ts'
import { matchRules } from '../../../../src/domain/routing/match-rules.ts'
import { ruleHealth } from '../../../../src/domain/routing/rule-health.ts'
import { compileRule, type RoutingRule, type RuleCondition } from '../../../../src/domain/routing/rule.ts'
import type { PatternMatcher } from '../../../../src/ports/pattern-matcher.ts'
import { createShowAccuracy } from '../../../../src/usecases/classification/show-accuracy.ts'
import { createCheckRoutingRules } from '../../../../src/usecases/routing/check-routing-rules.ts'
import {
  createTryRoutingRule,
  type RuleTrial,
  type TrialRule,
} from '../../../../src/usecases/routing/try-routing-rule.ts'
import { seededRandom } from '../../../support/seeded-random.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { aLetter, anInboxLetter, type LetterOptions } from '../support/letters.ts'
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

  it('leaves out letters of which each look is written down', async function () {
    const readKeys = ['mailroom:confidential', 'unit:social:confidential']
    await anInboxLetter(mailroom, { text: 'Hundesteuer', item: { readKeys } })
    expect((await trial(RULE, person('carla'))).examined).to.equal(0)
    expect((await trial(RULE, person('hans'))).samples).to.deep.equal([])
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

describe('the health of the rules', function () {
  let mailroom: Mailroom

  beforeEach(async function () {
    mailroom = await openMailroom()
  })

  const check = async (): ReturnType<ReturnType<typeof createCheckRoutingRules>> =>
    createCheckRoutingRules({ ...mailroom, patternMatcher: createRe2PatternMatcher() })(person('ada'), SIGNAL)

  async function stored(id: string, rule: Partial<RoutingRule>): Promise<void> {
    const { conditions, target } = RULE
    const fixed = { id, tenantId: TENANT.id, name: id, enabled: true, priority: 1, conditions, target }
    await mailroom.routingRules.insert(mailroom.machine, { ...fixed, version: 1, ...rule }, SIGNAL)
  }

  it('names what is wrong with each rule', async function () {
    await stored('good', {})
    await stored('pattern', { conditions: [{ field: 'text', operator: 'matches', value: '(' }] })
    await stored('empty', { conditions: [] })
    await stored('gone', { target: { orgUnitId: 'nowhere' } })
    await stored('type', {
      conditions: [{ field: 'documentType', operator: 'equals', value: 'fernschreiben' }],
    })
    const tax = await mailroom.orgUnits.find(mailroom.machine, 'care', SIGNAL)
    if (tax === undefined) throw new Error('the unit is missing')
    await mailroom.orgUnits.save(mailroom.machine, { ...tax, validTo: '2020-01-31' }, SIGNAL)
    await stored('dissolved', { target: { orgUnitId: 'care' } })
    const { rules } = await check()
    expect(Object.fromEntries(rules.map(({ ruleId, faults }) => [ruleId, faults]))).to.deep.equal({
      good: [],
      pattern: ['pattern-refused'],
      empty: ['unusable'],
      gone: ['target-missing'],
      type: ['type-missing'],
      dissolved: ['target-dissolved'],
    })
  })

  it('counts proposals since the last change, also of letters that the administrator may not read', async function () {
    const letter = (ruleId: string, orgUnitId: string): LetterOptions => ({
      document: {
        proposals: {
          fields: { orgUnit: [{ value: 'tax', weight: 0.95, reasons: [], details: { ruleId } }] },
          abstained: {},
        },
      },
      item: { target: { orgUnitId } },
    })
    await stored('old', {})
    await anInboxLetter(mailroom, letter('old', 'tax'))
    await anInboxLetter(mailroom, letter('old', 'social'))
    mailroom.clock.advance(60_000)
    await stored('new', { changedAt: mailroom.clock.now().toISOString() })
    await anInboxLetter(mailroom, letter('new', 'tax'))
    const counts = (await check()).rules.map(({ ruleId, examined, hits, wrongHits }) => [
      ruleId,
      examined,
      hits,
      wrongHits,
    ])
    expect(counts).to.have.deep.members([
      ['old', 3, 2, 1],
      ['new', 1, 1, 0],
    ])
  })
})

describe('a rule that never proposed anything', function () {
  const RULE_OF_TEST: RoutingRule = { ...RULE, id: 'r', tenantId: 't', name: 'r', enabled: true, version: 1 }
  const around = {
    compile: () => ({ occursIn: () => false }),
    orgUnits: [{ id: 'tax', tenantId: 't', number: '20', name: 'Steueramt', kind: 'office', version: 1 }],
    documentTypes: [],
    today: '2026-03-01',
  } as const
  const cases = [
    { name: 'after fifty letters', examined: 50, hits: 0, enabled: true, faults: ['never-proposed'] },
    { name: 'not after a few', examined: 49, hits: 0, enabled: true, faults: [] },
    { name: 'not when it proposed once', examined: 500, hits: 1, enabled: true, faults: [] },
    { name: 'not while it is switched off', examined: 500, hits: 0, enabled: false, faults: [] },
  ]
  for (const { name, examined, hits, enabled, faults } of cases) {
    it(`is named ${name}`, function () {
      const use = { examined, hits, wrongHits: 0 }
      expect(ruleHealth({ ...RULE_OF_TEST, enabled }, use, around).faults).to.deep.equal(faults)
    })
  }
})

describe('ten kilobytes of hostile patterns', function () {
  it('are refused or matched in linear time, twenty conditions over the longest text', function () {
    const matcher = createRe2PatternMatcher()
    const hostile = [
      '(a+)+'.repeat(98) + '$',
      '(a|aa)+'.repeat(70),
      '(.*)*'.repeat(99),
      '(x+x+)+y|(a*)*b',
      '(?:a|b|c|d|ä|ö){45}',
      '.*.*.*.*.*.*.*.*=|a',
    ].filter((pattern) => isAccepted(matcher, pattern))
    expect(hostile.length).to.be.at.least(3)
    const conditions = Array.from({ length: 20 }, (_, index): RuleCondition => ({
      field: 'text',
      operator: 'matches',
      value: hostile[index % hostile.length] ?? '',
    }))
    const rule: RoutingRule = {
      ...RULE,
      id: 'r',
      tenantId: 't',
      name: 'r',
      enabled: true,
      version: 1,
      conditions,
    }
    const compiled = compileRule(rule, (pattern) => matcher.compile(pattern))
    const text = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab '.repeat(10_000)
    expect(matchRules([compiled], { senders: [], text, fileNumbers: [] }).length).to.be.at.most(1)
  })

  it('made of any signs never end in anything but an answer', function () {
    const random = seededRandom(7)
    const signs = [
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      '*',
      '+',
      '?',
      '|',
      '\\',
      '^',
      '$',
      '.',
      'a',
      '1',
      ',',
      '-',
      'ß',
      '👍',
    ]
    const matcher = createRe2PatternMatcher()
    for (let round = 0; round < 200; round += 1) {
      const length = round % 4 === 0 ? 10_000 : 1 + Math.floor(random() * 60)
      const pattern = Array.from({ length }, () => signs[Math.floor(random() * signs.length)]).join('')
      if (isAccepted(matcher, pattern)) matcher.compile(pattern).occursIn('a1,-ß'.repeat(200))
    }
  })

  function isAccepted(matcher: PatternMatcher, pattern: string): boolean {
    try {
      matcher.compile(pattern)
      return true
    } catch (error) {
      expect(error).to.include({ code: 'unsafe-pattern' })
      return false
    }
  }
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
