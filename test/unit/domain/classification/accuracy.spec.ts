import { expect } from 'chai'
import { accuracyOf, type JudgedLetter } from '../../../../src/domain/classification/accuracy.ts'
import type { ProposalValue } from '../../../../src/domain/extraction/proposal.ts'

const by = { kind: 'user', id: 'u', displayName: 'U' } as const
const confirmedAt = '2026-03-05T10:00:00.000Z'
const proposal = (value: ProposalValue): { value: ProposalValue; weight: number; reasons: [] } => ({
  value,
  weight: 0.9,
  reasons: [],
})

function letter(type: string | undefined, confirmed: string | null | undefined): JudgedLetter {
  return {
    proposals: { fields: { documentType: type === undefined ? [] : [proposal(type)] }, abstained: {} },
    index:
      confirmed === undefined ? {} : { documentType: { value: confirmed, confirmedAt, confirmedBy: by } },
    confirmedAt,
  }
}

describe('accuracyOf', function () {
  it('counts what was accepted, corrected and left open', function () {
    const accuracy = accuracyOf([
      letter('rechnung', 'rechnung'),
      letter('rechnung', 'mahnung'),
      letter('rechnung', 'mahnung'),
      letter(undefined, 'antrag'),
      letter('rechnung', null),
      letter(undefined, null),
      letter('rechnung', undefined),
    ])
    expect(accuracy.letters).to.equal(7)
    expect(accuracy.fields).to.deep.equal([
      { key: 'documentType', proposed: 4, accepted: 1, corrected: 3, abstained: 1 },
    ])
    expect(accuracy.confusions[0]).to.deep.equal({
      field: 'documentType',
      proposed: 'rechnung',
      confirmed: 'mahnung',
      count: 2,
    })
    expect(accuracy.months).to.deep.equal([
      { key: '2026-03', proposed: 4, accepted: 1, corrected: 3, abstained: 1 },
    ])
  })

  it('holds the unit against where the letter went, and counts it for the rule that proposed it', function () {
    const routed = (orgUnitId: string): JudgedLetter => ({
      ...letter(undefined, undefined),
      proposals: {
        fields: { orgUnit: [{ ...proposal('tax'), details: { ruleId: 'r1' } }] },
        abstained: {},
      },
      orgUnitId,
    })
    const { orgUnits, rules } = accuracyOf([routed('tax'), routed('social')])
    expect(orgUnits.map(({ key, accepted, corrected }) => [key, accepted, corrected])).to.deep.equal([
      ['social', 0, 1],
      ['tax', 1, 0],
    ])
    expect(rules).to.deep.equal([{ key: 'r1', proposed: 2, accepted: 1, corrected: 1, abstained: 0 }])
  })

  it('accepts a list when every confirmed value was proposed', function () {
    const ibans = (confirmed: readonly string[]): JudgedLetter => ({
      proposals: { fields: { ibans: [proposal('A'), proposal('B')] }, abstained: {} },
      index: { ibans: { value: confirmed, confirmedAt, confirmedBy: by } },
      confirmedAt,
    })
    expect(accuracyOf([ibans(['A']), ibans(['C']), ibans([])]).fields).to.deep.equal([
      { key: 'ibans', proposed: 3, accepted: 1, corrected: 2, abstained: 0 },
    ])
  })
})
