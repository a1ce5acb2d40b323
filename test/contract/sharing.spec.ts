import { expect } from 'chai'
import type { Publication } from '../../src/domain/sharing/publication.ts'
import { codeOf, newId, newTenant, signal } from './records.ts'
import { describeStorage } from './storage.ts'

function publicationOf(tenantId: string, fields: Partial<Publication> = {}): Publication {
  return {
    id: newId(),
    tenantId,
    publisherName: 'Mainz',
    sourceId: newId(),
    content: {
      kind: 'routing-rule',
      name: 'Bußgeld',
      priority: 0,
      conditions: [{ field: 'text', operator: 'matches', value: '^\\$where.a$' }],
      targetName: '30 Ordnungsamt',
    },
    release: 1,
    publishedAt: '2026-03-02T08:00:00.000Z',
    withdrawn: false,
    version: 1,
    ...fields,
  }
}

describeStorage('sharing', function (stores) {
  it('shows what is published to all, and nothing that was withdrawn', async function () {
    const { id, machine } = newTenant()
    const type = { kind: 'document-type', key: 'k', name: 'Antrag', level: 'strict' } as const
    const [rule, other] = [publicationOf(id), publicationOf(id, { content: type })]
    for (const one of [rule, other]) await stores.publications.insert(machine, one, signal)
    const listed = async () => {
      const all = await stores.publications.listPublished(signal)
      return all.filter(({ tenantId }) => tenantId === id)
    }
    expect(await listed()).to.deep.equal([other, rule])
    expect(await stores.publications.findPublished(rule.id, signal)).to.deep.equal(rule)
    await stores.publications.save(machine, { ...rule, withdrawn: true }, signal)
    expect(await listed()).to.deep.equal([other])
    expect(await stores.publications.findPublished(rule.id, signal)).to.equal(undefined)
    expect(await stores.publications.count(machine, signal)).to.equal(2)
    const kept = await stores.publications.findBySource(machine, 'routing-rule', rule.sourceId, signal)
    expect(kept).to.deep.equal({ ...rule, withdrawn: true, version: 2 })
  })

  it('lets nobody change or find by its source what another tenant has published', async function () {
    const [one, two] = [newTenant(), newTenant()]
    const publication = publicationOf(one.id)
    await stores.publications.insert(one.machine, publication, signal)
    const { id, sourceId } = publication
    expect(await stores.publications.find(two.machine, id, signal)).to.equal(undefined)
    const bySource = stores.publications.findBySource(two.machine, 'routing-rule', sourceId, signal)
    expect(await bySource).to.equal(undefined)
    expect(await codeOf(stores.publications.save(two.machine, publication, signal))).to.equal('forbidden')
    const stolen = { ...publication, tenantId: two.id }
    expect(await codeOf(stores.publications.save(two.machine, stolen, signal))).to.equal('not-found')
    expect(await stores.publications.count(two.machine, signal)).to.equal(0)
  })

  it('publishes a record once', async function () {
    const { id, machine } = newTenant()
    const publication = publicationOf(id)
    await stores.publications.insert(machine, publication, signal)
    const again = { ...publication, id: newId() }
    expect(await codeOf(stores.publications.insert(machine, again, signal))).to.equal('already-exists')
  })

  it('keeps for each tenant what it has adopted, as it was then', async function () {
    const [one, two] = [newTenant(), newTenant()]
    const { id, content: base } = publicationOf(newId())
    const adoption = (tenantId: string) => {
      return { id, tenantId, release: 3, base, localId: newId(), version: 1 }
    }
    const [mine, theirs] = [adoption(one.id), adoption(two.id)]
    await stores.adoptions.insert(one.machine, mine, signal)
    await stores.adoptions.insert(two.machine, theirs, signal)
    expect(await stores.adoptions.find(one.machine, id, signal)).to.deep.equal(mine)
    expect(await stores.adoptions.list(two.machine, signal)).to.deep.equal([theirs])
    const saved = await stores.adoptions.save(one.machine, { ...mine, release: 4 }, signal)
    expect(saved).to.deep.equal({ ...mine, release: 4, version: 2 })
    expect(await codeOf(stores.adoptions.insert(one.machine, mine, signal))).to.equal('already-exists')
  })
})
