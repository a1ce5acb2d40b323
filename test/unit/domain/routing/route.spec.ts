import { expect } from 'chai'
import type { Prediction } from '../../../../src/domain/classification/prediction.ts'
import { isMailroomError } from '../../../../src/domain/errors.ts'
import { comparableFileNumber } from '../../../../src/domain/routing/file-number.ts'
import { matchRules } from '../../../../src/domain/routing/match-rules.ts'
import { route } from '../../../../src/domain/routing/route.ts'
import type { RoutingInput } from '../../../../src/domain/routing/route.ts'
import { routingFields } from '../../../../src/domain/routing/routing-proposals.ts'
import { compileRule, MAX_CONDITION_LENGTH } from '../../../../src/domain/routing/rule.ts'
import type {
  CompiledRule,
  RoutingRule,
  RuleCondition,
  TextPattern,
} from '../../../../src/domain/routing/rule.ts'

const includes = (pattern: string): TextPattern => ({ occursIn: (text) => text.includes(pattern) })

const rule = (
  id: string,
  conditions: readonly RuleCondition[],
  more: Partial<RoutingRule> = {},
): RoutingRule => ({
  id,
  name: `Regel ${id}`,
  enabled: true,
  priority: 0,
  version: 1,
  tenantId: 't',
  conditions,
  target: { orgUnitId: `unit-${id}` },
  ...more,
})

const compiled = (...rules: readonly RoutingRule[]): readonly CompiledRule[] =>
  rules.map((each) => compileRule(each, includes))

const DOCUMENT = {
  senders: ['Stadtwerke  Auental'],
  subject: 'Rechnung März',
  text: 'Zählernummer 4711',
  fileNumbers: ['33.41-2026/000123'],
  documentType: 'rechnung',
  channel: 'letter',
  barcodes: ['ANTRAG-7;2026'],
  leitwegIds: ['04011000-1234512345-06'],
  footLines: ['Form 12/2025'],
}

const UNITS = new Set(['unit-a', 'unit-b', 'unit-c', 'unit-k'])

const input = (more: Partial<RoutingInput> = {}): RoutingInput => ({
  document: DOCUMENT,
  foreignReferences: [],
  openCaseFiles: [],
  rules: [],
  earlierTargets: [],
  activeOrgUnits: UNITS,
  ...more,
})

const PREDICTION: Prediction = {
  ranked: [
    {
      label: 'unit-k',
      probability: 0.8,
      examples: 5,
      reasons: [{ kind: 'feature', text: '„Zähler“ spricht dafür.', weight: 0.5 }],
    },
    { label: 'unit-c', probability: 0.2, examples: 5, reasons: [] },
  ],
  threshold: 0.5,
}

const CASE_FILE = {
  id: 'case-1',
  fileNumber: '33.41 - 2026/000123',
  orgUnitId: 'unit-a',
  foreignReferences: ['W-77/26'],
}
const SENDER_RULE: RuleCondition = { field: 'sender', operator: 'equals', value: 'stadtwerke auental' }

describe('compileRule', function () {
  for (const [conditions, path] of [
    [[], 'conditions'],
    [Array.from({ length: 21 }, () => SENDER_RULE), 'conditions'],
    [[{ ...SENDER_RULE, value: '  ' }], 'conditions.0.value'],
    [[SENDER_RULE, { ...SENDER_RULE, value: 'x'.repeat(MAX_CONDITION_LENGTH + 1) }], 'conditions.1.value'],
  ] as const) {
    it(`refuses ${conditions.length} conditions with a fault at ${path}`, function () {
      try {
        compileRule(rule('a', conditions), includes)
        expect.fail('accepted')
      } catch (error) {
        if (!isMailroomError(error, 'validation-failed')) throw error
        expect(error.faults.map((fault) => fault.path)).to.deep.equal([path])
      }
    })
  }
})

describe('matchRules', function () {
  for (const [condition, fits] of [
    [SENDER_RULE, true],
    [{ field: 'sender', operator: 'equals', value: 'Stadtwerke' }, false],
    [{ field: 'sender', operator: 'contains', value: 'STADTWERKE' }, true],
    [{ field: 'text', operator: 'matches', value: '4711' }, true],
    [{ field: 'text', operator: 'matches', value: '0815' }, false],
    [{ field: 'subject', operator: 'contains', value: 'rechnung' }, true],
    [{ field: 'fileNumber', operator: 'contains', value: '33.41' }, true],
    [{ field: 'documentType', operator: 'equals', value: 'rechnung' }, true],
    [{ field: 'channel', operator: 'equals', value: 'fax' }, false],
    [{ field: 'barcode', operator: 'contains', value: 'antrag-7' }, true],
    [{ field: 'barcode', operator: 'contains', value: 'antrag-8' }, false],
    [{ field: 'leitwegId', operator: 'equals', value: '04011000-1234512345-06' }, true],
    [{ field: 'formId', operator: 'matches', value: 'Form 12' }, true],
    [{ field: 'formId', operator: 'contains', value: 'Zählernummer' }, false],
  ] as const) {
    it(`${condition.field} ${condition.operator} ${condition.value}: ${fits ? 'fits' : 'does not fit'}`, function () {
      expect(matchRules(compiled(rule('a', [condition])), DOCUMENT)).to.have.length(fits ? 1 : 0)
    })
  }

  it('wants every condition, passes over disabled rules and absent fields', function () {
    const rules = compiled(
      rule('a', [SENDER_RULE, { field: 'channel', operator: 'equals', value: 'fax' }]),
      rule('b', [SENDER_RULE], { enabled: false }),
    )
    expect(matchRules(rules, DOCUMENT)).to.deep.equal([])
    const subject = compiled(rule('c', [{ field: 'subject', operator: 'contains', value: 'x' }]))
    expect(matchRules(subject, { senders: [], text: '', fileNumbers: [] })).to.deep.equal([])
  })

  it('orders by priority, then by number of conditions, then by id', function () {
    const more: RuleCondition = { field: 'channel', operator: 'equals', value: 'letter' }
    const rules = compiled(
      rule('d', [SENDER_RULE]),
      rule('c', [SENDER_RULE]),
      rule('b', [SENDER_RULE, more]),
      rule('a', [SENDER_RULE], { priority: 9 }),
    )
    expect(matchRules(rules, DOCUMENT).map((match) => match.compiled.rule.id)).to.deep.equal([
      'a',
      'b',
      'c',
      'd',
    ])
  })
})

describe('route', function () {
  const everything = input({
    openCaseFiles: [CASE_FILE],
    rules: compiled(rule('b', [SENDER_RULE])),
    earlierTargets: [
      { orgUnitId: 'unit-c', count: 9 },
      { orgUnitId: 'unit-a', count: 1 },
    ],
    prediction: PREDICTION,
  })

  it('lets an open case file win over rule, habit and classifier, and keeps all reasons in order', function () {
    const { winner, candidates, abstained } = route(everything)
    expect(winner).to.deep.include({ source: 'case-file', orgUnitId: 'unit-a', caseFileId: 'case-1' })
    expect(candidates.map(({ source }) => source)).to.deep.equal([
      'case-file',
      'rule',
      'sender-history',
      'classifier',
      'classifier',
    ])
    expect(candidates.every(({ reasons }, index) => reasons.length > 0 || index === 4)).to.equal(true)
    expect(abstained).to.equal(undefined)
  })

  for (const [without, source] of [
    [{ openCaseFiles: [] }, 'rule'],
    [{ openCaseFiles: [], rules: [] }, 'sender-history'],
    [{ openCaseFiles: [], rules: [], earlierTargets: [] }, 'classifier'],
  ] as const) {
    it(`then takes the ${source}`, function () {
      expect(route({ ...everything, ...without }).winner?.source).to.equal(source)
    })
  }

  it('finds a case file by the reference of the correspondent, and names it once', function () {
    const { winner, candidates } = route(
      input({ openCaseFiles: [CASE_FILE], foreignReferences: ['w-77/26'] }),
    )
    expect(winner?.weight).to.equal(0.97)
    expect(candidates).to.have.length(1)
    const foreign = route(
      input({
        document: { ...DOCUMENT, fileNumbers: [] },
        openCaseFiles: [CASE_FILE, { id: 'x', fileNumber: '1', orgUnitId: 'unit-b' }],
        foreignReferences: ['W-77/26', '1'],
      }),
    )
    expect(foreign.winner).to.deep.include({ caseFileId: 'case-1', weight: 0.9 })
    expect(foreign.candidates).to.have.length(1)
  })

  it('takes no habit from two letters, nor from a sender who writes to many', function () {
    expect(route(input({ earlierTargets: [{ orgUnitId: 'unit-c', count: 2 }] })).winner).to.equal(undefined)
    const many = ['unit-b', 'unit-a', 'unit-c'].map((orgUnitId) => ({ orgUnitId, count: 3 }))
    expect(route(input({ earlierTargets: many })).winner).to.equal(undefined)
  })

  it('passes over units that take no mail any more, and says so', function () {
    const gone = route(input({ rules: compiled(rule('z', [SENDER_RULE])) }))
    expect(gone.abstained).to.equal('Das gefundene Ziel nimmt keine Post mehr an.')
    expect(gone.candidates).to.deep.equal([])
  })

  it('says what was missing when nothing points anywhere', function () {
    expect(route(input()).abstained).to.match(/Kein bekanntes Aktenzeichen.*noch kein Beispiel/)
    expect(
      route(input({ prediction: { ranked: [], threshold: 0.5, abstained: 'Zu unsicher.' } })).abstained,
    ).to.match(/Zu unsicher\.$/)
  })

  it('quotes long texts shortly', function () {
    const text = compiled(rule('a', [{ field: 'text', operator: 'contains', value: 'zähler' }]))
    const { winner } = route(
      input({ document: { ...DOCUMENT, text: `Zähler ${'lang '.repeat(100)}` }, rules: text }),
    )
    expect(winner?.reasons[0]?.text.length).to.be.below(120)
  })
})

describe('routingFields', function () {
  it('gives one proposal a unit with the reasons of all that point to it, and the case file', function () {
    const routing = route(
      input({
        openCaseFiles: [CASE_FILE],
        rules: compiled(rule('a', [SENDER_RULE]), rule('b', [SENDER_RULE])),
      }),
    )
    const { orgUnit, caseFile } = routingFields(routing)
    expect(orgUnit.proposals.map(({ value }) => value)).to.deep.equal(['unit-a', 'unit-b'])
    expect(orgUnit.proposals[0]?.reasons.map(({ kind }) => kind)).to.deep.equal(['file-number', 'rule'])
    expect(orgUnit.proposals[0]?.details).to.deep.equal({ source: 'case-file', ruleId: 'a' })
    expect(caseFile.proposals[0]).to.deep.include({ value: 'case-1', details: { source: 'case-file' } })
  })
  it('says why there is none', function () {
    const { orgUnit, caseFile } = routingFields(route(input()))
    expect(orgUnit.abstained).to.be.a('string')
    expect(caseFile.abstained).to.match(/offenen Akte/)
  })
})

describe('comparableFileNumber', function () {
  it('drops blanks, case and kinds of hyphen', function () {
    expect(comparableFileNumber('33.41 – ab / 1')).to.equal('33.41-AB/1')
  })
})

describe('an answer to a request for documents', function () {
  it('goes to who has asked, before everything that the letter says itself', function () {
    const caseFile = { id: 'asked', fileNumber: '33-1' }
    const other = { id: 'other', fileNumber: '33.41-2026/000123', orgUnitId: 'unit-b' }
    const routing = route(input({ followUp: { orgUnitId: 'unit-a', caseFile }, openCaseFiles: [other] }))
    expect(routing.winner).to.include({ source: 'follow-up', orgUnitId: 'unit-a', caseFileId: 'asked' })
    expect(routing.winner?.reasons[0]?.text).to.include('33-1')
    const { orgUnit, caseFile: files } = routingFields(routing)
    expect(orgUnit.proposals.map(({ value }) => value)).to.deep.equal(['unit-a', 'unit-b'])
    expect(files.proposals.map(({ value }) => value)).to.deep.equal(['asked', 'other'])
  })

  it('names the unit alone where the file is not to be named', function () {
    const routing = route(input({ followUp: { orgUnitId: 'unit-a' } }))
    expect(routing.winner).to.include({ source: 'follow-up', orgUnitId: 'unit-a' })
    expect(routing.winner).not.to.have.property('caseFileId')
    expect(routing.winner?.reasons[0]?.text).to.equal(
      'Das Schreiben beantwortet eine Nachforderung dieser Stelle.',
    )
  })
})
