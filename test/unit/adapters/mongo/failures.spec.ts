import { expect } from 'chai'
import { mongo } from 'mongoose'
import { isTransient, isUnavailable, labelled } from '../../../../src/adapters/mongo/failures.ts'

describe('a line to the database that has broken', function () {
  const cases = [
    { what: 'while it was written to', facts: { code: 'ECONNRESET', syscall: 'write' }, expected: true },
    { what: 'before it was written to (no system call)', facts: { code: 'EPIPE' }, expected: true },
    { what: 'and something that only looks like it', facts: { code: 'ENOENT' }, expected: false },
  ]
  for (const { what, facts, expected } of cases) {
    const broken = (): Error => Object.assign(new Error('broken'), facts)
    it(`${what}: unavailable is ${expected}`, function () {
      expect(isUnavailable(broken())).to.equal(expected)
    })
    it(`${what}: lets a transaction run again is ${expected}`, function () {
      expect(isTransient(labelled(broken()))).to.equal(expected)
    })
  }

  it('lets a transaction run again when the driver knew of the break before the call did', function () {
    const unlabelled = new mongo.MongoNetworkError('connection 140 closed')
    expect(isTransient(unlabelled)).to.equal(false)
    expect(isTransient(labelled(unlabelled))).to.equal(true)
  })
})
