import { createHash } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { expect } from 'chai'
import { createTimeStampAuthority } from '../../../../src/adapters/rfc3161/time-stamp-authority.ts'
import { createGuardedFetch } from '../../../../src/adapters/undici/guarded-fetch.ts'
import { skipUnless } from '../../../support/skip.ts'
import {
  hasOpenSsl,
  openTimeStampService,
  type TimeStampService,
} from '../../../support/time-stamp-service.ts'

const SHA256 = createHash('sha256').update('Ein Schreiben').digest('hex')
const SIGNAL = new AbortController().signal

describe('A time stamp authority (RFC 3161)', function () {
  let service: TimeStampService

  before(async function () {
    skipUnless(this, await hasOpenSsl(), 'openssl is not installed')
    service = await openTimeStampService()
  })

  after(async function () {
    await service[Symbol.asyncDispose]()
  })

  afterEach(function () {
    service.spoil(undefined)
  })

  function authority(change: { certificates?: string; credentials?: string; at?: TimeStampService } = {}) {
    const at = change.at ?? service
    return createTimeStampAuthority({
      url: at.url,
      certificates: change.certificates ?? at.authority,
      credentials: change.credentials,
      fetch: createGuardedFetch({ allowedHosts: [at.host] }),
    })
  }

  async function refusal(change: (answer: Buffer) => Buffer, certificates = service.authority) {
    service.spoil(change)
    const answer = await authority({ certificates }).stamp(SHA256, SIGNAL)
    return 'refusal' in answer ? answer.refusal : 'stamped'
  }

  it('stamps a hash, and openssl says the same of the token', async function () {
    const startedMs = Math.floor(Date.now() / 1000) * 1000
    const answer = await authority({ credentials: 'stadt:geheim' }).stamp(SHA256, SIGNAL)
    if (!('stamped' in answer)) return expect.fail(answer.detail)
    const { time, token, ...rest } = answer.stamped
    expect(rest).to.include({ authority: 'O=Trust, CN=Stamp 1', policy: '1.2.3.4.1' })
    expect(rest.serial).to.match(/^[0-9a-f]{2,}$/)
    expect(Date.parse(time)).to.be.within(startedMs, Date.now())
    expect(await service.verify(Buffer.from(token, 'base64'), SHA256)).to.include('Verification: OK')
    const { headers } = service.asked.at(-1) ?? expect.fail('nothing was asked')
    expect(headers).to.include({
      'content-type': 'application/timestamp-query',
      authorization: `Basic ${Buffer.from('stadt:geheim').toString('base64')}`,
    })
  })

  it('is trusted by the certificate itself as well as by the one that vouches for it', async function () {
    expect(await authority({ certificates: service.signer }).stamp(SHA256, SIGNAL)).to.have.property(
      'stamped',
    )
  })

  it('is asked with the signal of a worker, whose listeners are not limited', async function () {
    const { signal } = new AbortController()
    setMaxListeners(0, signal)
    expect(await authority().stamp(SHA256, signal)).to.have.property('stamped')
  })

  it('may sign with RSA, and say all that an answer has room for', async function () {
    await using other = await openTimeStampService('rsa')
    const startedMs = Date.now()
    const answer = await authority({ at: other }).stamp(SHA256, SIGNAL)
    if (!('stamped' in answer)) return expect.fail(answer.detail)
    expect(Date.parse(answer.stamped.time)).to.be.within(startedMs, Date.now())
    expect(await other.verify(Buffer.from(answer.stamped.token, 'base64'), SHA256)).to.include('OK')
    expect(await authority({ at: other, certificates: service.authority }).stamp(SHA256, SIGNAL)).to.include({
      refusal: 'untrusted',
    })
  })

  it('is asked with another nonce each time: an old answer is none', async function () {
    let old: Buffer | undefined
    const first = await refusal((answer) => (old = answer))
    expect(first).to.equal('stamped')
    expect(await refusal(() => old ?? expect.fail('no answer'))).to.equal('of-another-request')
  })

  it('is refused when a single bit of what it says was changed', async function () {
    const flipped = (place: (answer: Buffer) => number) => (answer: Buffer) => {
      const at = place(answer)
      answer.writeUInt8(answer.readUInt8(at) ^ 1, at)
      return answer
    }
    // The last byte is of the signature; the hash stands in the content.
    expect(await refusal(flipped((answer) => answer.length - 1))).to.equal('untrusted')
    const inHash = flipped((answer) => answer.indexOf(Buffer.from(SHA256, 'hex')))
    expect(await refusal(inHash)).to.equal('of-another-request')
    const inTime = flipped((answer) => answer.lastIndexOf(Buffer.from('Z', 'latin1'), answer.length / 2) - 1)
    expect(await refusal(inTime)).to.not.equal('stamped')
  })

  it('is refused when it says no, or nothing that can be read', async function () {
    // TimeStampResp with status 2, rejection (RFC 3161, 2.4.2).
    expect(await refusal(() => Buffer.from('30053003020102', 'hex'))).to.equal('rejected')
    expect(await refusal(() => Buffer.from('<html>'))).to.equal('unreadable')
    expect(await refusal(() => Buffer.alloc(0))).to.equal('unreadable')
  })

  it('is never taken at its word for an answer cut off or grown anywhere', async function () {
    let whole: Buffer = Buffer.alloc(0)
    await refusal((answer) => (whole = answer))
    for (let length = 0; length < whole.length; length += 389)
      expect(await refusal(() => whole.subarray(0, length)), String(length)).to.not.equal('stamped')
  })

  it('is away when it answers with a failure, with too much, or not at all', async function () {
    const codeOf = (asking: Promise<unknown>) =>
      asking.then(
        () => 'answered',
        (error: unknown) => (error as { code?: string }).code,
      )
    service.spoil(() => undefined)
    expect(await codeOf(authority().stamp(SHA256, SIGNAL))).to.equal('dependency-unavailable')
    service.spoil(() => Buffer.alloc(300 * 1024))
    expect(await codeOf(authority().stamp(SHA256, SIGNAL))).to.equal('dependency-unavailable')
    const fetch = createGuardedFetch({ allowedHosts: [] })
    const unguarded = { url: service.url, certificates: service.authority, credentials: undefined, fetch }
    expect(await codeOf(createTimeStampAuthority(unguarded).stamp(SHA256, SIGNAL))).to.equal(
      'dependency-unavailable',
    )
    expect(() => createTimeStampAuthority({ ...unguarded, certificates: 'none' })).to.throw('no certificate')
  })
})
