import { expect } from 'chai'
import { findGaps } from '../../../../src/domain/register/receipt-gaps.ts'

async function gapsOf(present: ReadonlySet<number>, last: number) {
  const numbers = [...present].map((serial) => `MZ-2026-${String(serial).padStart(6, '0')}`)
  let counts = 0
  const gaps = await findGaps({ prefix: 'MZ', year: 2026, last }, async (from, to) => {
    counts += 1
    return numbers.filter((number) => number >= from && number <= to).length
  })
  return { gaps: gaps.map(({ from, to }) => [Number(from.slice(8)), Number(to.slice(8))]), counts }
}

const upTo = (last: number): Set<number> => new Set(Array.from({ length: last }, (_, index) => index + 1))

describe('findGaps', function () {
  it('needs one count where nothing is missing, and none where nothing was given', async function () {
    expect(await gapsOf(upTo(1_000), 1_000)).to.deep.equal({ gaps: [], counts: 1 })
    expect(await gapsOf(new Set(), 0)).to.deep.equal({ gaps: [], counts: 0 })
  })

  it('names every run of missing numbers once, the first and the last too', async function () {
    const present = upTo(1_000)
    for (const missing of [1, 2, 3, 250, 499, 500, 501, 502, 1_000]) present.delete(missing)
    const { gaps, counts } = await gapsOf(present, 1_000)
    expect(gaps).to.deep.equal([
      [1, 3],
      [250, 250],
      [499, 502],
      [1_000, 1_000],
    ])
    expect(counts).to.be.below(100)
  })

  it('names all when all are gone, and a hundred at most', async function () {
    expect((await gapsOf(new Set(), 50)).gaps).to.deep.equal([[1, 50]])
    const odd = new Set(Array.from({ length: 300 }, (_, index) => index * 2 + 1))
    expect((await gapsOf(odd, 600)).gaps).to.have.length(100)
  })
})
