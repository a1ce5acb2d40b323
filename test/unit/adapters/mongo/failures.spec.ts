import { expect } from 'chai'
import { isUnavailable } from '../../../../src/adapters/mongo/failures.ts'

describe('a line to the database that has broken', function () {
  const cases = [
    { what: 'while it was written to', facts: { code: 'ECONNRESET', syscall: 'write' }, expected: true },
    { what: 'before it was written to (no system call)', facts: { code: 'EPIPE' }, expected: true },
    { what: 'and something that only looks like it', facts: { code: 'ENOENT' }, expected: false },
  ]
  for (const { what, facts, expected } of cases) {
    it(`${what}: unavailable is ${expected}`, function () {
      expect(isUnavailable(Object.assign(new Error('broken'), facts))).to.equal(expected)
    })
  }
})
