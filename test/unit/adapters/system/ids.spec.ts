import { expect } from 'chai'
import { createIdGenerator } from '../../../../src/adapters/system/ids.ts'
import { createManualClock } from '../../../support/memory/time.ts'

describe('id generator', function () {
  it('makes ULIDs that grow, within a millisecond too', function () {
    const clock = createManualClock('2026-03-02T08:00:00.000Z')
    const ids = createIdGenerator(clock)
    const names = Array.from({ length: 1_000 }, (_, index) => {
      if (index === 500) clock.advance(1)
      return ids.next()
    })
    expect(names).to.deep.equal([...names].sort())
    expect(new Set(names).size).to.equal(1_000)
    for (const name of names) expect(name).to.match(/^01KJ[0-9A-HJKMNP-TV-Z]{22}$/u)
  })

  it('makes names that nobody guesses from others', function () {
    const clock = createManualClock()
    const names = Array.from({ length: 200 }, () => createIdGenerator(clock).next())
    expect(new Set(names.map((name) => name.slice(10))).size).to.equal(200)
  })

  it('gives random bytes as hexadecimal, and jitter below one', function () {
    const ids = createIdGenerator(createManualClock())
    expect(ids.randomHex(32)).to.match(/^[0-9a-f]{64}$/u)
    expect(ids.randomHex(32)).not.to.equal(ids.randomHex(32))
    expect(ids.random()).to.be.within(0, 0.999_999_999_999)
  })
})
