import { expect } from 'chai'
import { differencesOf, mergedFields, type SharedField } from '../../../../src/domain/sharing/merge.ts'
import type { SharedRule } from '../../../../src/domain/sharing/publication.ts'

const rule = (fields: Partial<SharedRule> = {}): SharedRule => ({
  kind: 'routing-rule',
  name: 'Bußgeld',
  priority: 5,
  conditions: [{ field: 'subject', operator: 'contains', value: 'bußgeld' }],
  targetName: '30 Ordnungsamt',
  ...fields,
})
const OTHER = [{ field: 'text', operator: 'equals', value: 'anders' }] as const

describe('three versions of a shared record', function () {
  const cases: readonly {
    readonly title: string
    readonly mine?: Partial<SharedRule>
    readonly theirs?: Partial<SharedRule>
    readonly chosen?: readonly SharedField[]
    readonly standings: Readonly<Record<string, string>>
    readonly taken: Readonly<Record<string, unknown>>
  }[] = [
    { title: 'differ in nothing when nobody changed anything', standings: {}, taken: {} },
    {
      title: 'take over what only the publisher changed',
      theirs: { name: 'Neu', priority: 0 },
      standings: { name: 'theirs', priority: 'theirs' },
      taken: { name: 'Neu', priority: 0 },
    },
    {
      title: 'keep what was changed here only',
      mine: { conditions: OTHER },
      standings: { conditions: 'mine' },
      taken: {},
    },
    {
      title: 'keep what both changed, and take the rest',
      mine: { name: 'Unseres' },
      theirs: { name: 'Neu', conditions: OTHER },
      standings: { name: 'both', conditions: 'theirs' },
      taken: { conditions: OTHER },
    },
    {
      title: 'take what both changed when it is chosen',
      mine: { name: 'Unseres', priority: 9 },
      theirs: { name: 'Neu' },
      chosen: ['name'],
      standings: { name: 'both', priority: 'mine' },
      taken: { name: 'Neu' },
    },
    {
      title: 'differ in nothing where both changed the same',
      mine: { name: 'Neu' },
      theirs: { name: 'Neu' },
      standings: {},
      taken: {},
    },
    {
      title: 'never differ in where a rule sends to',
      theirs: { targetName: '33 Bürgeramt' },
      mine: { targetName: '20 Steueramt' },
      standings: {},
      taken: {},
    },
  ]
  for (const { title, mine, theirs, chosen = [], standings, taken } of cases) {
    it(title, function () {
      const ways = { base: rule(), mine: rule(mine), theirs: rule(theirs) }
      const found = differencesOf(ways).map(({ field, standing }) => [field, standing])
      expect(Object.fromEntries(found)).to.deep.equal(standings)
      expect(mergedFields(ways, chosen)).to.deep.equal(taken)
    })
  }
})
