import { expect } from 'chai'
import {
  createOneTimeCodes,
  fromBase32,
  hotp,
  toBase32,
} from '../../../../src/adapters/system/one-time-codes.ts'

const KEY = Buffer.from('12345678901234567890')

describe('one-time codes', function () {
  // RFC 4226, appendix D.
  const counted = [
    '755224',
    '287082',
    '359152',
    '969429',
    '338314',
    '254676',
    '287922',
    '162583',
    '399871',
    '520489',
  ]
  counted.forEach((code, counter) => {
    it(`has ${code} for the counter ${counter}`, function () {
      expect(hotp(KEY, counter, 6)).to.equal(code)
    })
  })

  // RFC 6238, appendix B, the lines with SHA-1.
  const timed: readonly (readonly [seconds: number, code: string])[] = [
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ]
  for (const [seconds, code] of timed) {
    it(`has ${code} at ${seconds} s, and takes its six digits at that time`, function () {
      const step = Math.floor(seconds / 30)
      expect(hotp(KEY, step, 8)).to.equal(code)
      const now = new Date(seconds * 1_000)
      expect(createOneTimeCodes().stepOf(toBase32(KEY), code.slice(2), now)).to.equal(step)
    })
  }

  // RFC 4648, 10, without the padding that apps leave out.
  for (const [text, encoded] of [
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ] as const) {
    it(`writes "${text}" as "${encoded}" and reads it again`, function () {
      expect(toBase32(Buffer.from(text))).to.equal(encoded)
      expect(Buffer.from(fromBase32(encoded)).toString()).to.equal(text)
    })
  }

  it('takes the codes before and after the present one, and none beyond', function () {
    const { stepOf } = createOneTimeCodes()
    const now = new Date(1_000_000 * 30_000)
    const codeAt = (step: number): string => hotp(KEY, step, 6)
    for (const step of [999_999, 1_000_000, 1_000_001]) {
      expect(stepOf(toBase32(KEY), codeAt(step), now)).to.equal(step)
    }
    for (const step of [999_998, 1_000_002]) {
      expect(stepOf(toBase32(KEY), codeAt(step), now)).to.equal(undefined)
    }
    for (const code of ['', '1', '1234567', codeAt(1_000_000).slice(1), 'ääääää']) {
      expect(stepOf(toBase32(KEY), code, now)).to.equal(undefined)
    }
  })

  it('makes secrets of 160 bits that differ', function () {
    const { newSecret } = createOneTimeCodes()
    const secrets = Array.from({ length: 50 }, newSecret)
    expect(new Set(secrets).size).to.equal(50)
    for (const secret of secrets) expect(fromBase32(secret)).to.have.length(20)
  })
})
