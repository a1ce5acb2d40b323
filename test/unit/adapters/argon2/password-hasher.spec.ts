import { expect } from 'chai'
import { createArgon2PasswordHasher } from '../../../../src/adapters/argon2/password-hasher.ts'
import type { PasswordHasher } from '../../../../src/ports/sign-in.ts'

describe('argon2 password hasher', function () {
  let hasher: PasswordHasher

  before(async function () {
    hasher = await createArgon2PasswordHasher()
  })

  it('hashes with argon2id and the parameters of OWASP, each time with another salt', async function () {
    const [first, second] = [await hasher.hash('Maß & Ziel'), await hasher.hash('Maß & Ziel')]
    expect(first).to.match(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/u)
    expect(first).not.to.equal(second)
  })

  const cases: readonly { name: string; password: string; expected: boolean }[] = [
    { name: 'the password', password: 'Schlüssel', expected: true },
    { name: 'the password typed in two characters a letter', password: 'Schlu\u0308ssel', expected: true },
    { name: 'another one', password: 'schlüssel', expected: false },
    { name: 'nothing', password: '', expected: false },
    { name: 'a megabyte', password: 'x'.repeat(1_000_000), expected: false },
  ]
  for (const { name, password, expected } of cases) {
    it(`${expected ? 'accepts' : 'refuses'} ${name}`, async function () {
      expect(await hasher.verify(password, await hasher.hash('Schlüssel'))).to.equal(expected)
    })
  }

  it('refuses everything for a name that nobody has', async function () {
    for (const password of ['', 'Schlüssel', 'x'.repeat(2_000)]) {
      expect(await hasher.verify(password, undefined)).to.equal(false)
    }
  })

  // Processor time of the whole process, so that other programs on the machine do not count.
  it('works as hard for a name that nobody has as for one that exists', async function () {
    const passwordHash = await hasher.hash('Schlüssel')
    const fastest = async (hash: string | undefined): Promise<number> => {
      const times: number[] = []
      for (let round = 0; round < 7; round += 1) {
        const before = process.cpuUsage()
        await hasher.verify('falsch', hash)
        const { user, system } = process.cpuUsage(before)
        times.push(user + system)
      }
      return Math.min(...times)
    }
    const [known, unknown] = [await fastest(passwordHash), await fastest(undefined)]
    expect(unknown / known).to.be.within(0.5, 2)
  })

  it('does not hash a password beyond 1024 bytes', async function () {
    const failure: unknown = await hasher.hash('ü'.repeat(513)).catch((error: unknown) => error)
    expect(failure).to.be.instanceOf(RangeError)
  })

  it('fails on a stored text that is no hash, so that damage is noticed', async function () {
    const failure: unknown = await hasher.verify('x', 'plain').catch((error: unknown) => error)
    expect(failure).to.be.instanceOf(Error)
  })
})
