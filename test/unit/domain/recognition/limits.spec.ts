import { expect } from 'chai'
import { isMailroomError } from '../../../../src/domain/errors.ts'
import {
  assertPageBox,
  assertPageCount,
  assertPagePixels,
} from '../../../../src/domain/recognition/limits.ts'

describe('The gates before reading', function () {
  const cases: { what: string; check: () => void; limit?: string }[] = [
    {
      what: '2,000 pages',
      check: () => {
        assertPageCount(2000)
      },
    },
    {
      what: '2,001 pages',
      check: () => {
        assertPageCount(2001)
      },
      limit: 'MAX_PAGES',
    },
    {
      what: 'A0',
      check: () => {
        assertPageBox({ widthPt: 2384, heightPt: 3370 })
      },
    },
    {
      what: 'a side of 14,401 pt',
      check: () => {
        assertPageBox({ widthPt: 100, heightPt: 14_401 })
      },
      limit: 'MAX_PAGE_SIDE_PT',
    },
    {
      what: 'A3 at 600 ppi',
      check: () => {
        assertPagePixels({ widthPx: 7016, heightPx: 9933 })
      },
    },
    {
      what: '20,000 × 20,000 pixels',
      check: () => {
        assertPagePixels({ widthPx: 20_000, heightPx: 20_000 })
      },
      limit: 'MAX_PAGE_PIXELS',
    },
    {
      what: 'a row of 1,000,000 pixels',
      check: () => {
        assertPagePixels({ widthPx: 1_000_000, heightPx: 1 })
      },
      limit: 'MAX_PAGE_SIDE_PX',
    },
  ]
  for (const { what, check, limit } of cases) {
    it(limit === undefined ? `let ${what} through` : `refuse ${what}`, function () {
      if (limit === undefined) {
        check()
        return
      }
      try {
        check()
      } catch (error) {
        expect(isMailroomError(error, 'document-limits') && error.facts['limit']).to.equal(limit)
        return
      }
      expect.fail('nothing was refused')
    })
  }
})
