import { expect } from 'chai'
import { createSecretBox } from '../../../../src/adapters/system/secret-box.ts'

const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

describe('the secret box', function () {
  const box = createSecretBox('a key')

  it('gives back what it closed, and shows nothing of it', function () {
    const closed = box.close(SECRET, 'clara')
    expect(closed).to.match(/^box1\.[0-9a-f]{16}\.[\w-]+$/)
    expect(closed).not.to.include(SECRET)
    expect(box.open(closed, 'clara')).to.equal(SECRET)
    expect(box.close(SECRET, 'clara')).not.to.equal(closed)
    expect(box.isCurrent(closed)).to.equal(true)
  })

  it('opens nothing for another owner, with another key, or that was changed', function () {
    const closed = box.close(SECRET, 'clara')
    expect(box.open(closed, 'cem')).to.equal(undefined)
    expect(createSecretBox('another key').open(closed, 'clara')).to.equal(undefined)
    const [version = '', key = '', content = ''] = closed.split('.')
    const bytes = Buffer.from(content, 'base64url')
    for (const place of [0, 15, bytes.length - 1]) {
      const changed = Buffer.from(bytes)
      changed[place] = (changed[place] ?? 0) ^ 1
      const spoilt = [version, key, changed.toString('base64url')].join('.')
      expect(box.open(spoilt, 'clara')).to.equal(undefined)
    }
    expect(box.open([version, key, 'AAAA'].join('.'), 'clara')).to.equal(undefined)
  })

  it('opens what the key before has closed, and what nobody has', function () {
    const old = box.close(SECRET, 'clara')
    const next = createSecretBox(new Uint8Array(32), 'a key')
    expect(next.open(old, 'clara')).to.equal(SECRET)
    expect(next.isCurrent(old)).to.equal(false)
    expect(next.open(SECRET, 'clara')).to.equal(SECRET)
    expect(next.isCurrent(SECRET)).to.equal(false)
  })
})
