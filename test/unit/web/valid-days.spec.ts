import { expect } from 'chai'
import { isValidOn } from '../../../src/web/shared/valid-days.ts'

const CASES: readonly (readonly [validFrom: string | null, validTo: string | null, isValid: boolean])[] = [
  [null, null, true],
  ['2026-11-30', null, true],
  ['2026-12-01', null, false],
  [null, '2026-11-30', true],
  [null, '2026-11-29', false],
  // A group has a last day from the beginning, and takes post until then.
  ['2026-11-01', '2027-03-31', true],
]

describe('first and last days on the pages', function () {
  for (const [validFrom, validTo, isValid] of CASES) {
    const days = `from ${validFrom ?? 'ever'} to ${validTo ?? 'ever'}`
    it(`are both included: ${days} is ${isValid ? '' : 'not '}valid on 30 November 2026`, function () {
      expect(isValidOn({ validFrom, validTo }, '2026-11-30')).to.equal(isValid)
    })
  }
})
