import { expect } from 'chai'
import type { Proposals, ProposalValue } from '../../../../src/domain/extraction/proposal.ts'
import type { IndexData } from '../../../../src/domain/intake/document.ts'
import {
  INDEX_FIELDS,
  indexText,
  indexTexts,
  withAccepted,
  withGiven,
  type IndexStamp,
} from '../../../../src/domain/intake/index-data.ts'

const EARLIER: IndexStamp = {
  confirmedAt: '2026-03-01T08:00:00.000Z',
  confirmedBy: { kind: 'user', id: 'u1', displayName: 'Erste' },
}
const NOW: IndexStamp = {
  confirmedAt: '2026-03-02T08:00:00.000Z',
  confirmedBy: { kind: 'user', id: 'u2', displayName: 'Zweiter' },
}
const KEPT: IndexData = { sender: { value: 'Stadtwerke', ...EARLIER } }

function proposing(
  fields: Readonly<Record<string, readonly (readonly [ProposalValue, number])[]>>,
): Proposals {
  const entries = Object.entries(fields).map(([field, values]) => [
    field,
    values.map(([value, weight]) => ({ value, weight, reasons: [] })),
  ])
  return { fields: Object.fromEntries(entries) as Proposals['fields'], abstained: {} }
}

describe('withGiven', function () {
  it('sets what is given, under the name of who gave it', function () {
    expect(withGiven(KEPT, { subject: 'Strom' }, NOW)).to.deep.equal({
      ...KEPT,
      subject: { value: 'Strom', ...NOW },
    })
  })

  it('remembers under whose name a value was taken away', function () {
    expect(withGiven(KEPT, { sender: null }, NOW)).to.deep.equal({ sender: { value: null, ...NOW } })
  })

  it('leaves what is not given', function () {
    expect(withGiven(KEPT, { sender: undefined }, NOW)).to.deep.equal(KEPT)
  })

  it('keeps the first stamp of a value that is given again', function () {
    expect(withGiven(KEPT, { sender: 'Stadtwerke' }, NOW)).to.deep.equal(KEPT)
  })

  it('confirms an empty list as one', function () {
    expect(withGiven({}, { ibans: [] }, NOW)).to.deep.equal({ ibans: { value: [], ...NOW } })
  })

  it('ignores fields that are none', function () {
    const hostile = JSON.parse('{"__proto__":{"polluted":1},"orgUnit":"x","constructor":"y"}') as object
    expect(withGiven({}, hostile, NOW)).to.deep.equal({})
    expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined)
  })
})

describe('withAccepted', function () {
  const proposals = proposing({
    sender: [['Finanzamt', 0.9]],
    subject: [
      ['Mahnung', 0.4],
      ['Anhörung', 0.3],
    ],
    ibans: [
      ['DE02', 0.9],
      ['DE03', 0.2],
    ],
    amounts: [[{ amount: '12.00', currency: 'EUR' }, 0.8]],
    orgUnit: [['unit', 0.9]],
  })

  it('takes the best proposal for every field without a value', function () {
    const index = withAccepted({}, proposals, {}, NOW)
    expect(Object.keys(index).sort()).to.deep.equal(['amounts', 'ibans', 'sender', 'subject'])
    expect(indexText(index, 'subject')).to.equal('Mahnung')
  })

  it('takes the likely values of a list together', function () {
    const index = withAccepted({}, proposals, {}, NOW)
    expect(indexTexts(index, 'ibans')).to.deep.equal(['DE02'])
    expect(index.amounts?.value).to.deep.equal([{ amount: '12.00', currency: 'EUR' }])
  })

  it('never replaces what a person confirmed', function () {
    expect(indexText(withAccepted(KEPT, proposals, {}, NOW), 'sender')).to.equal('Stadtwerke')
  })

  it('leaves a field empty that the person has emptied', function () {
    expect(withAccepted({}, proposals, { sender: null }, NOW)).not.to.have.property('sender')
  })

  it('leaves a field empty that a person has emptied before', function () {
    const emptied = withGiven({}, { sender: null }, NOW)
    expect(withAccepted(emptied, proposals, {}, NOW).sender?.value).to.equal(null)
  })

  it('leaves unit and case file to routing and filing', function () {
    expect(INDEX_FIELDS).not.to.include.members(['orgUnit', 'caseFile'])
  })
})
