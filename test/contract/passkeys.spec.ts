import { expect } from 'chai'
import type { Passkey } from '../../src/domain/access/passkey.ts'
import { codeOf, newId, newTenant, signal } from './records.ts'
import { describeStorage } from './storage.ts'

function passkeyOf(tenantId: string, userId: string, fields: Partial<Passkey> = {}): Passkey {
  return {
    id: newId(),
    tenantId,
    userId,
    credentialId: newId(),
    publicKey: 'a2V5',
    counter: 5,
    transports: ['usb'],
    name: 'Schlüssel',
    createdAt: '2026-03-02T10:00:00.000Z',
    ...fields,
  }
}

describeStorage('passkeys', function (stores) {
  const found = ({ credentialId }: Passkey) => stores.passkeys.findByCredentialId(credentialId, signal)

  it('keeps several a person, oldest first, each credential once', async function () {
    const { id: tenantId, social, roads } = newTenant()
    const newer = passkeyOf(tenantId, social.userId, { createdAt: '2026-03-03T10:00:00.000Z' })
    const older = passkeyOf(tenantId, social.userId)
    const other = passkeyOf(tenantId, roads.userId)
    for (const passkey of [newer, older, other]) await stores.passkeys.insert(passkey, signal)
    expect(await stores.passkeys.list(tenantId, social.userId, signal)).to.deep.equal([older, newer])
    expect(await stores.passkeys.list(newTenant().id, social.userId, signal)).to.deep.equal([])
    expect(await found(other)).to.deep.equal(other)
    expect(await stores.passkeys.findByCredentialId('nobody', signal)).to.equal(undefined)
    const again = passkeyOf(newTenant().id, newId(), { credentialId: older.credentialId })
    expect(await codeOf(stores.passkeys.insert(again, signal))).to.equal('already-exists')
  })

  it('takes each count once and no lower one, also when they come at once', async function () {
    const passkey = passkeyOf(newTenant().id, newId())
    await stores.passkeys.insert(passkey, signal)
    const usedAt = new Date('2026-03-04T10:00:00.000Z')
    const use = (counter: number) => stores.passkeys.use(passkey.id, counter, usedAt, signal)
    expect((await Promise.all([use(6), use(6)])).filter(Boolean)).to.have.length(1)
    expect([await use(5), await use(0), await use(7)]).to.deep.equal([false, false, true])
    expect(await found(passkey)).to.deep.equal({ ...passkey, counter: 7, lastUsedAt: usedAt.toISOString() })
  })

  it('lets devices be that do not count', async function () {
    const passkey = passkeyOf(newTenant().id, newId(), { counter: 0 })
    await stores.passkeys.insert(passkey, signal)
    const use = (counter: number) => stores.passkeys.use(passkey.id, counter, new Date(), signal)
    expect([await use(0), await use(0), await use(1), await use(0)]).to.deep.equal([true, true, true, false])
  })

  it('is renamed and removed by its owner only', async function () {
    const { id: tenantId, social, roads } = newTenant()
    const passkey = passkeyOf(tenantId, social.userId)
    await stores.passkeys.insert(passkey, signal)
    const elsewhere = { ...social, tenantId: newTenant().id }
    for (const stranger of [roads, elsewhere]) {
      expect(await stores.passkeys.rename(stranger, passkey.id, 'Meiner', signal)).to.equal(false)
      expect(await stores.passkeys.remove(stranger, stranger.userId, passkey.id, signal)).to.equal(false)
    }
    expect(await stores.passkeys.rename(social, passkey.id, 'Telefon', signal)).to.equal(true)
    expect(await found(passkey)).to.deep.equal({ ...passkey, name: 'Telefon' })
    expect(await stores.passkeys.remove(social, social.userId, passkey.id, signal)).to.equal(true)
    expect(await found(passkey)).to.equal(undefined)
  })

  it('goes with all others of a person', async function () {
    const { id: tenantId, machine, social, roads } = newTenant()
    const kept = passkeyOf(tenantId, roads.userId)
    const gone = [passkeyOf(tenantId, social.userId), passkeyOf(tenantId, social.userId)]
    for (const passkey of [kept, ...gone]) await stores.passkeys.insert(passkey, signal)
    await stores.passkeys.removeAllOf(newTenant().machine, social.userId, signal)
    expect(await stores.passkeys.list(tenantId, social.userId, signal)).to.have.length(2)
    await stores.passkeys.removeAllOf(machine, social.userId, signal)
    expect(await stores.passkeys.list(tenantId, social.userId, signal)).to.deep.equal([])
    expect(await found(kept)).to.deep.equal(kept)
  })
})
