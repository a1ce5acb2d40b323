import { expect } from 'chai'
import { withCoverSheetType } from '../../../../src/domain/classification/cover-sheet-type.ts'

describe('withCoverSheetType', function () {
  const learnt = {
    proposals: [
      { value: 'rechnung', weight: 0.8, reasons: [{ kind: 'feature', text: 'x', weight: 1 }] },
      { value: 'mahnung', weight: 0.2, reasons: [] },
    ],
  }
  it('puts the type of the sheet first, with its reasons and those of the words', function () {
    const { proposals } = withCoverSheetType(learnt, 'mahnung')
    expect(proposals.map(({ value }) => value)).to.deep.equal(['mahnung', 'rechnung'])
    expect(proposals[0]?.weight).to.equal(0.96)
    expect(proposals[1]?.weight).to.be.below(0.05)
    expect(withCoverSheetType(learnt, 'rechnung').proposals[0]?.reasons).to.have.length(2)
  })
  it('speaks where the words abstain, and changes nothing without a sheet', function () {
    const silent = { proposals: [] as const, abstained: 'Zu unsicher.' }
    expect(withCoverSheetType(silent, 'mahnung').proposals[0]?.value).to.equal('mahnung')
    expect(withCoverSheetType(silent, 'mahnung').abstained).to.equal(undefined)
    expect(withCoverSheetType(silent, undefined)).to.equal(silent)
  })
})
