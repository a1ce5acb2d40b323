import { expect } from 'chai'
import { codePlaces, type Mark } from '../../../../src/domain/barcodes/code-places.ts'

/** 1 mm is 2.83 pt; one cell of the search is 2 mm. */
const A4 = { widthPt: 595, heightPt: 842 }

function bars(count: number, left: number, apartPt: number): Mark[] {
  return Array.from({ length: count }, (_, index) => {
    const x = left + (index * apartPt) / A4.widthPt
    return { box: [x, 0.5, x + 0.001, 0.53], strokes: 2 } as const
  })
}

describe('places of codes', function () {
  it('are none where nothing but text is', function () {
    expect(codePlaces([], A4)).to.deep.equal([])
  })

  it('are pictures, with the white that a code needs around it', function () {
    const [place] = codePlaces([{ box: [0.5, 0.5, 0.6, 0.55], strokes: Infinity }], A4)
    // 5 mm are 14.17 pt.
    expect(place?.map((share) => Number(share.toFixed(3)))).to.deep.equal([0.476, 0.483, 0.624, 0.567])
  })

  it('are strokes that are many and close together', function () {
    expect(codePlaces(bars(22, 0.2, 3), A4)).to.have.length(1)
    expect(codePlaces(bars(9, 0.2, 3), A4), 'too few').to.have.length(0)
    expect(codePlaces(bars(22, 0.2, 20), A4), 'the columns of a table').to.have.length(0)
  })

  it('are told apart, and joined where they overlap', function () {
    const pictures = [0.1, 0.12, 0.6].map(
      (x) => ({ box: [x, 0.1, x + 0.05, 0.15], strokes: Infinity }) as const,
    )
    expect(codePlaces(pictures, A4)).to.have.length(2)
  })

  it('become one where there are many', function () {
    const pictures = Array.from({ length: 50 }, (_, index) => {
      const y = 0.01 + index * 0.019
      return { box: [index % 2 === 0 ? 0.1 : 0.7, y, 0.8, y + 0.001], strokes: Infinity } as const
    })
    expect(codePlaces(pictures, A4)).to.have.length(1)
  })

  it('stay on the page', function () {
    const [place] = codePlaces([{ box: [0, 0, 1, 1], strokes: Infinity }], A4)
    expect(place).to.deep.equal([0, 0, 1, 1])
  })
})
