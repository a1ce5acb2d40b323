import { expect } from 'chai'
import type { RuleCondition } from '../../../../src/domain/routing/rule.ts'
import { tracesIn } from '../../../../src/domain/sharing/traces.ts'

const HOUSE = { names: ['Erika Muster-Frau', 'Administration'], receiptPrefix: 'MZ' }

describe('traces of the publisher in what is shared', function () {
  const cases: readonly (readonly [title: string, condition: RuleCondition, traces: readonly string[]])[] = [
    ['none in words of a letter', { field: 'text', operator: 'contains', value: 'Bußgeld 2026 123' }, []],
    [
      'none in a word that is a name of one word',
      { field: 'text', operator: 'contains', value: 'Administration' },
      [],
    ],
    [
      'a person, however the name is written',
      { field: 'sender', operator: 'equals', value: 'Frau ERIKA  Muster-Frau' },
      ['person'],
    ],
    [
      'a person with the last name first',
      { field: 'text', operator: 'matches', value: '^Frau, Muster, Erika$' },
      ['person'],
    ],
    [
      'no person in a part of longer words',
      { field: 'text', operator: 'contains', value: 'Erika Muster-Frauen' },
      [],
    ],
    [
      'a receipt number',
      { field: 'subject', operator: 'contains', value: 'zu MZ-2026-000123' },
      ['receipt-number'],
    ],
    [
      'no receipt number of another city',
      { field: 'subject', operator: 'contains', value: 'TR-2026-000123' },
      [],
    ],
    [
      'whatever asks for file numbers',
      { field: 'fileNumber', operator: 'equals', value: '1' },
      ['file-number'],
    ],
  ]
  for (const [title, condition, traces] of cases) {
    it(`are ${title}`, function () {
      const rule = { kind: 'routing-rule', name: 'Regel', priority: 0, targetName: '' } as const
      expect(tracesIn({ ...rule, conditions: [condition] }, HOUSE)).to.deep.equal(traces)
    })
  }

  it('are sought in names, too', function () {
    const type = {
      kind: 'document-type',
      key: 'k',
      name: 'Brief an Erika Muster-Frau',
      level: 'normal',
    } as const
    expect(tracesIn(type, HOUSE)).to.deep.equal(['person'])
  })
})
