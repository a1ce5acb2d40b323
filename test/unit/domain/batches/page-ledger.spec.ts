import { expect } from 'chai'
import {
  batchNumberFrom,
  closedBatch,
  scanNumberFrom,
  withScan,
} from '../../../../src/domain/batches/batch.ts'
import { ledgerOf, type ScanRecord } from '../../../../src/domain/batches/page-ledger.ts'
import { isMailroomError } from '../../../../src/domain/errors.ts'
import type { ItemState } from '../../../../src/domain/intake/incoming-item.ts'
import { batchOf } from '../../../contract/records.ts'
import { planOf } from '../stacks/split-plans.ts'

/** A scan whose pages have these roles, and whose letters have so many pages each. */
function scanOf(roles: string, letters: readonly number[], state: ItemState = 'split'): ScanRecord {
  const parts = letters.map((count, segment) => ({
    segment,
    itemId: `i${segment}`,
    receiptNumber: `MZ-${segment}`,
    pages: Array.from({ length: count }, (_, index) => index + 1),
  }))
  const stack = { sha256: 'x', plan: planOf(roles, []), parts }
  return {
    item: { receiptNumber: 'ST-1/1', state, stack },
    filename: 'a.pdf',
    sha256: 'x',
    pageCount: roles.length,
  }
}

describe('ledgerOf', function () {
  const kinds = (announced: Parameters<typeof ledgerOf>[0], scans: readonly ScanRecord[]) =>
    ledgerOf(announced, scans).differences.map(({ kind }) => kind)

  it('adds up where every page went somewhere', function () {
    const ledger = ledgerOf({ announcedPieces: 3, announcedPages: 11 }, [
      scanOf('ppspbr', [2, 1]),
      scanOf('ppppp', [5]),
    ])
    expect(ledger).to.deep.equal({
      announcedPieces: 3,
      announcedPages: 11,
      scans: 2,
      images: 11,
      blanks: 1,
      separators: 1,
      removed: 1,
      letters: 3,
      stored: 8,
      differences: [],
    })
  })

  const cases: {
    name: string
    announced?: Parameters<typeof ledgerOf>[0]
    scans: ScanRecord[]
    expected: string[]
  }[] = [
    { name: 'there is no scan', scans: [], expected: ['no-scan'] },
    { name: 'a scan is not divided', scans: [scanOf('pp', [], 'qc')], expected: ['scan-open'] },
    { name: 'a page is lost', scans: [scanOf('ppp', [2])], expected: ['pages-lost'] },
    { name: 'a page came twice', scans: [scanOf('pp', [2, 1])], expected: ['pages-lost'] },
    {
      name: 'other pages were announced',
      announced: { announcedPages: 3 },
      scans: [scanOf('pp', [2])],
      expected: ['pages-announced'],
    },
    {
      name: 'other pieces were announced',
      announced: { announcedPieces: 1 },
      scans: [scanOf('pp', [1, 1])],
      expected: ['pieces-announced'],
    },
    {
      name: 'the protocol names another file',
      announced: { protocol: { lines: [{ filename: 'b.pdf', pages: 2 }] } },
      scans: [scanOf('pp', [2])],
      expected: ['protocol', 'protocol'],
    },
    { name: 'a voided scan is all there is', scans: [scanOf('pp', [], 'voided')], expected: ['no-scan'] },
  ]
  for (const { name, announced = {}, scans, expected } of cases) {
    it(`does not add up when ${name}`, function () {
      expect(kinds(announced, scans)).to.deep.equal(expected)
    })
  }

  it('leaves rejected scans out', function () {
    expect(kinds({ announcedPages: 2 }, [scanOf('pp', [2]), scanOf('pppp', [], 'rejected')])).to.deep.equal(
      [],
    )
  })

  it('leaves voided scans out', function () {
    expect(kinds({ announcedPages: 2 }, [scanOf('pp', [2]), scanOf('pppp', [], 'voided')])).to.deep.equal([])
  })
})

describe('A batch', function () {
  const by = { userId: 'u', displayName: 'U' }
  const at = '2026-03-02T09:00:00.000Z'

  it('has numbers of its own', function () {
    expect(batchNumberFrom(2026, 12)).to.equal('ST-2026-000012')
    expect(scanNumberFrom({ number: 'ST-2026-000012' }, 3)).to.equal('ST-2026-000012/3')
  })

  it('is balanced without a reason, closed with one, and never closed without', function () {
    const good = ledgerOf({}, [scanOf('pp', [2])])
    const bad = ledgerOf({}, [])
    const batch = batchOf('t')
    expect(closedBatch(batch, { at, by, ledger: good, reason: 'egal' })).to.deep.include({
      state: 'balanced',
      closing: { at, by, ledger: good },
    })
    expect(closedBatch(batch, { at, by, ledger: bad, reason: 'Stromausfall' }).state).to.equal('closed')
    const isRefused = (error: unknown): boolean => isMailroomError(error, 'state-conflict')
    expect(() => closedBatch(batch, { at, by, ledger: bad }))
      .to.throw()
      .that.satisfies(isRefused)
    const closed = closedBatch(batch, { at, by, ledger: good })
    expect(() => closedBatch(closed, { at, by, ledger: good }))
      .to.throw()
      .that.satisfies(isRefused)
    expect(() => withScan(closed))
      .to.throw()
      .that.satisfies(isRefused)
  })
})
