import { expect } from 'chai'
import type { RoutingRule } from '../../src/domain/routing/rule.ts'
import { codeOf, newId, newTenant, signal, unitOf, userOf } from './records.ts'
import { describeStorage } from './storage.ts'

describeStorage('organisation', function (stores) {
  it('finds tenants by id and by a slug that is given once', async function () {
    const tenant = (name: string, slug = newId()) => ({
      id: newId(),
      slug,
      name,
      receiptPrefix: 'MZ',
      timeZone: 'Europe/Berlin',
    })
    const [mainz, trier] = [tenant('Mainz'), tenant('Trier')]
    await stores.tenants.insert(trier, signal)
    await stores.tenants.insert(mainz, signal)
    expect(await stores.tenants.find(mainz.id, signal)).to.deep.equal(mainz)
    expect(await stores.tenants.findBySlug(trier.slug, signal)).to.deep.equal(trier)
    expect(await stores.tenants.find(newId(), signal)).to.equal(undefined)
    expect(await stores.tenants.findBySlug('', signal)).to.equal(undefined)
    expect(await codeOf(stores.tenants.insert(tenant('Neu', mainz.slug), signal))).to.equal('already-exists')
    expect(await codeOf(stores.tenants.insert({ ...mainz, slug: newId() }, signal))).to.equal(
      'already-exists',
    )
    expect(await stores.tenants.all(signal)).to.deep.equal([mainz, trier])
  })

  it('lists units by number and shows them to everyone of the tenant', async function () {
    const { id, machine, social } = newTenant()
    const units = ['33', '33.2', '33.10', '100'].map((number) => unitOf(id, { number }))
    for (const unit of [...units].reverse()) await stores.orgUnits.insert(machine, unit, signal)
    expect(await stores.orgUnits.list(social, signal)).to.deep.equal(units)
    expect(await stores.orgUnits.list(newTenant().machine, signal)).to.deep.equal([])
  })

  it('has the same document type in two tenants, each with its own name', async function () {
    const [one, two] = [newTenant(), newTenant()]
    const type = (tenantId: string, id: string, name: string) => ({
      id,
      tenantId,
      name,
      retired: false,
      version: 1,
    })
    const [invoice, form] = [type(one.id, 'rechnung', 'Rechnung'), type(one.id, 'antrag', 'Änderungsantrag')]
    await stores.documentTypes.insert(one.machine, invoice, signal)
    await stores.documentTypes.insert(one.machine, form, signal)
    const other = type(two.id, 'rechnung', 'Faktura')
    await stores.documentTypes.insert(two.machine, other, signal)
    expect(await stores.documentTypes.list(one.social, signal)).to.deep.equal([form, invoice])
    expect(await stores.documentTypes.find(two.social, 'rechnung', signal)).to.deep.equal(other)
  })

  it('lists rules in the order in which they are asked, and removes them for good', async function () {
    const { id, machine, social } = newTenant()
    const rule = (priority: number): RoutingRule => ({
      id: newId(),
      tenantId: id,
      name: 'Regel',
      enabled: true,
      priority,
      conditions: [{ field: 'text', operator: 'matches', value: '^a.*b$' }],
      target: { orgUnitId: 'u' },
      version: 1,
    })
    const [low, high, alsoHigh] = [rule(1), rule(9), rule(9)]
    for (const each of [alsoHigh, low, high]) await stores.routingRules.insert(machine, each, signal)
    expect(await stores.routingRules.list(social, signal)).to.deep.equal([high, alsoHigh, low])
    expect(await codeOf(stores.routingRules.remove(newTenant().machine, high.id, signal))).to.equal(
      'not-found',
    )
    await stores.routingRules.remove(machine, high.id, signal)
    expect(await codeOf(stores.routingRules.remove(machine, high.id, signal))).to.equal('not-found')
    expect(await stores.routingRules.list(social, signal)).to.deep.equal([alsoHigh, low])
  })

  it('gives each login name once in the installation', async function () {
    const [one, two] = [newTenant(), newTenant()]
    const [zoe, anna] = [userOf(one.id, { displayName: 'Zoe' }), userOf(one.id, { displayName: 'anna' })]
    for (const user of [zoe, anna]) await stores.users.insert(one.machine, user, signal)
    const same = userOf(two.id, { username: zoe.username })
    expect(await codeOf(stores.users.insert(two.machine, same, signal))).to.equal('already-exists')
    const renamed = { ...anna, username: zoe.username }
    expect(await codeOf(stores.users.save(one.machine, renamed, signal))).to.equal('already-exists')
    expect(await stores.users.list(one.social, signal)).to.deep.equal([anna, zoe])
    expect(await stores.users.list(two.social, signal)).to.deep.equal([])
  })
})
