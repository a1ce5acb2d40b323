import { expect } from 'chai'
import { isObjectKey, requireObjectKey } from '../../../../src/domain/intake/object-key.ts'

describe('isObjectKey', function () {
  const keys = ['originals/t1/01ARZ3NDEKTSV4RRFFQ69G5FAV', 'a', 'a/b.c_d-e', `${'a'.repeat(255)}/b`]
  for (const key of keys) {
    it(`takes ${key.slice(0, 40)} for a key`, function () {
      expect(isObjectKey(key)).to.equal(true)
      requireObjectKey(key)
    })
  }

  const others = [
    '',
    '/',
    'a/',
    '/a',
    'a//b',
    '.',
    '..',
    'a/..',
    'a/../b',
    '.a',
    'a/.b',
    'a\\b',
    'a b',
    'ä',
    'a\0',
    'a\n',
    'a%2f',
    'C:a',
    'a'.repeat(256),
    'a/'.repeat(500) + 'a',
  ]
  for (const key of others) {
    it(`takes ${JSON.stringify(key.slice(0, 40))} for none`, function () {
      expect(isObjectKey(key)).to.equal(false)
      expect(() => {
        requireObjectKey(key)
      }).to.throw(TypeError)
    })
  }
})
