import { expect } from 'chai'
import { createRe2PatternMatcher } from '../../../../src/adapters/re2js/pattern-matcher.ts'
import { isMailroomError } from '../../../../src/domain/errors.ts'

describe('createRe2PatternMatcher', function () {
  const matcher = createRe2PatternMatcher()

  for (const [pattern, text, occurs] of [
    ['Zähler(nummer)?\\s+\\d+', 'Ihre ZÄHLERNUMMER 4711', true],
    ['^33\\.', '33.41-2026/1', true],
    ['^33\\.', 'Nr. 33.41', false],
    ['ä', 'A\u0308', false],
  ] as const) {
    it(`${pattern} ${occurs ? 'occurs' : 'does not occur'} in ${text}`, function () {
      expect(matcher.compile(pattern).occursIn(text)).to.equal(occurs)
    })
  }

  for (const [pattern, why] of [
    ['[', 'malformed'],
    ['(a)\\1', 'a back reference'],
    ['(?=a)', 'a look-ahead'],
    ['(?<=a)b', 'a look-behind'],
    ['(a{1000}){1000}', 'nested repeats'],
    ['x{900}', 'too large once compiled'],
    ['a'.repeat(501), 'too long'],
  ] as const) {
    it(`refuses ${why}: ${pattern.slice(0, 20)}`, function () {
      try {
        matcher.compile(pattern)
        expect.fail('accepted')
      } catch (error) {
        expect(isMailroomError(error, 'unsafe-pattern')).to.equal(true)
      }
    })
  }

  it('stays linear on patterns that ruin other engines', function () {
    const text = `${'a'.repeat(100_000)}!`
    for (const pattern of ['(a+)+$', '(a|aa)+$', '(.*a){12}x', '(((a*)*)*)*b']) {
      expect(matcher.compile(pattern).occursIn(text)).to.equal(false)
    }
  })

  it('refuses or survives 10 KB of hostile patterns', function () {
    const pieces = [
      '(',
      ')',
      '[',
      ']',
      '{9',
      '}',
      '*',
      '+',
      '?',
      '|',
      '\\',
      'a',
      '(?',
      ':',
      '^',
      '$',
      '\\p{',
      '-',
      '.',
    ]
    let seed = 7
    const next = (): number => (seed = (seed * 1103515245 + 12345) % 2147483648)
    for (let bytes = 0; bytes < 10_240; bytes += 40) {
      const pattern = Array.from({ length: 40 }, () => pieces[next() % pieces.length]).join('')
      try {
        matcher.compile(pattern).occursIn('aaa(((')
      } catch (error) {
        if (!isMailroomError(error, 'unsafe-pattern')) throw error
      }
    }
  })
})
