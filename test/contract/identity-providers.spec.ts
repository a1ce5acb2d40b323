import { expect } from 'chai'
import type { IdentityProvider } from '../../src/domain/access/identity-provider.ts'
import { codeOf, newId, newTenant, signal } from './records.ts'
import { describeStorage } from './storage.ts'

function providerOf(tenantId: string): IdentityProvider {
  return {
    id: newId(),
    tenantId,
    kind: 'staff',
    name: 'Verzeichnis',
    issuer: 'https://id.example',
    clientId: 'poststelle',
    secretName: 'STADT',
    groupsClaim: 'groups',
    rolesByGroup: [{ group: 'amt-50', role: 'clerk' }],
    askedLevels: 'a b',
    levelNames: [{ acr: 'hoch', level: 'high' }],
    version: 1,
  }
}

describeStorage('identity providers', function (stores) {
  it('are found by id and listed by id, and removed by their own tenant only', async function () {
    const { id, machine } = newTenant()
    const [one, two] = [providerOf(id), providerOf(newTenant().id)]
    for (const provider of [two, one]) await stores.identityProviders.insert(machine, provider, signal)
    expect(await stores.identityProviders.find(one.id, signal)).to.deep.equal(one)
    expect(await stores.identityProviders.find(newId(), signal)).to.equal(undefined)
    expect(await codeOf(stores.identityProviders.insert(machine, one, signal))).to.equal('already-exists')
    const all = await stores.identityProviders.all(signal)
    expect(all).to.deep.include(one)
    expect(all).to.deep.include(two)
    expect(all.map((provider) => provider.id)).to.deep.equal(all.map((provider) => provider.id).sort())
    expect(await stores.identityProviders.remove(machine, two.id, signal)).to.equal(false)
    expect(await stores.identityProviders.remove(machine, one.id, signal)).to.equal(true)
    expect(await stores.identityProviders.find(one.id, signal)).to.equal(undefined)
  })

  it('are changed by their own tenant, and only as they were seen', async function () {
    const { id, machine } = newTenant()
    const provider = providerOf(id)
    await stores.identityProviders.insert(machine, provider, signal)
    const changed = { ...provider, name: 'Neu', rolesByGroup: [] }
    const save = (actor: typeof machine) => stores.identityProviders.save(actor, changed, signal)
    expect(await codeOf(save(newTenant().machine))).to.equal('version-mismatch')
    const after = await save(machine)
    expect(after).to.deep.equal({ ...changed, version: 2 })
    expect(await stores.identityProviders.find(provider.id, signal)).to.deep.equal(after)
    expect(await codeOf(save(machine))).to.equal('version-mismatch')
  })

  it('tie each of their people to one user, until they are removed', async function () {
    const { id, machine } = newTenant()
    const [one, other] = [providerOf(id), providerOf(id)]
    for (const provider of [one, other]) await stores.identityProviders.insert(machine, provider, signal)
    const found = (provider: IdentityProvider, subject: string) =>
      stores.identityProviders.findUserId(provider.id, subject, signal)
    const user = newId()
    expect(await found(one, 'kora')).to.equal(undefined)
    await stores.identityProviders.link(machine, one.id, 'kora', user, signal)
    await stores.identityProviders.link(machine, other.id, 'kora', newId(), signal)
    expect(await found(one, 'kora')).to.equal(user)
    expect(await found(one, 'Kora')).to.equal(undefined)
    const again = stores.identityProviders.link(machine, one.id, 'kora', newId(), signal)
    expect(await codeOf(again)).to.equal('already-exists')
    await stores.identityProviders.remove(machine, one.id, signal)
    expect(await found(one, 'kora')).to.equal(undefined)
    expect(await found(other, 'kora')).not.to.equal(undefined)
  })
})
