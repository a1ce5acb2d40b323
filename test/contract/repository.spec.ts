import { expect } from 'chai'
import type { Repository } from '../../src/ports/repository.ts'
import {
  caseFileOf,
  codeOf,
  documentOf,
  itemOf,
  newId,
  newTenant,
  signal,
  unitOf,
  userOf,
} from './records.ts'
import { describeStorage, type Stores } from './storage.ts'

interface TenantRecord {
  readonly id: string
  readonly tenantId: string
  readonly version: number
}

/** Each repository by the port's name, with a record and a change of it. */
const REPOSITORIES: readonly {
  readonly name: string
  readonly of: (stores: Stores) => Repository<TenantRecord>
  readonly record: (tenantId: string) => TenantRecord
  readonly change: object
}[] = [
  {
    name: 'incoming items',
    of: (stores) => cast(stores.incomingItems),
    record: itemOf,
    change: { note: 'eilt' },
  },
  { name: 'documents', of: (stores) => cast(stores.documents), record: documentOf, change: { pageCount: 7 } },
  {
    name: 'case files',
    of: (stores) => cast(stores.caseFiles),
    record: caseFileOf,
    change: { subject: 'Neu' },
  },
  {
    name: 'filing plan',
    of: (stores) => cast(stores.filingPlan),
    record: (tenantId) => ({ id: newId(), tenantId, number: newId(), title: 'Soziales', version: 1 }),
    change: { title: 'Wohnen' },
  },
  {
    name: 'retention classes',
    of: (stores) => cast(stores.retentionClasses),
    record: (tenantId) => ({
      id: '10-v',
      tenantId,
      name: 'Zehn Jahre',
      years: 10,
      start: 'end-of-closing-year',
      proposal: 'V',
      retired: false,
      version: 1,
    }),
    change: { proposal: 'B' },
  },
  { name: 'org units', of: (stores) => cast(stores.orgUnits), record: unitOf, change: { parentId: 'p' } },
  {
    name: 'document types',
    of: (stores) => cast(stores.documentTypes),
    record: (tenantId) => ({ id: 'rechnung', tenantId, name: 'Rechnung', retired: false, version: 1 }),
    change: { retired: true },
  },
  {
    name: 'routing rules',
    of: (stores) => cast(stores.routingRules),
    record: (tenantId) => ({
      id: newId(),
      tenantId,
      name: 'Stadtwerke',
      enabled: true,
      priority: 3,
      conditions: [{ field: 'sender', operator: 'contains', value: '$where' }],
      target: { orgUnitId: 'u' },
      version: 1,
    }),
    change: { enabled: false },
  },
  { name: 'users', of: (stores) => cast(stores.users), record: userOf, change: { roles: ['head', 'admin'] } },
]

/** Tests handle records of all kinds alike. */
function cast(repository: unknown): Repository<TenantRecord> {
  return repository as Repository<TenantRecord>
}

describeStorage('repository', function (stores) {
  for (const { name, of, record, change } of REPOSITORIES) {
    describe(name, function () {
      const tenant = newTenant()
      const stored = record(tenant.id)

      before(async function () {
        await of(stores).insert(tenant.machine, stored, signal)
      })

      it('gives a record back as it was inserted', async function () {
        expect(await of(stores).find(tenant.machine, stored.id, signal)).to.deep.equal(stored)
      })

      it('refuses a second record with the same id', async function () {
        expect(await codeOf(of(stores).insert(tenant.machine, stored, signal))).to.equal('already-exists')
      })

      it('knows nothing of it in another tenant, for the machine either', async function () {
        const other = newTenant()
        expect(await of(stores).find(other.machine, stored.id, signal)).to.equal(undefined)
        const stolen = { ...stored, tenantId: other.id }
        expect(await codeOf(of(stores).save(other.machine, stolen, signal))).to.equal('not-found')
      })

      it('refuses to write into another tenant', async function () {
        const foreign = record(newTenant().id)
        expect(await codeOf(of(stores).insert(tenant.machine, foreign, signal))).to.equal('forbidden')
        expect(await codeOf(of(stores).save(tenant.machine, foreign, signal))).to.equal('forbidden')
      })

      it('saves a change once for each version', async function () {
        const before = await of(stores).find(tenant.machine, stored.id, signal)
        if (before === undefined) throw new Error('The record is gone.')
        const changed = { ...before, ...change }
        const saved = await of(stores).save(tenant.machine, changed, signal)
        expect(saved).to.deep.equal({ ...changed, version: before.version + 1 })
        expect(await of(stores).find(tenant.machine, stored.id, signal)).to.deep.equal(saved)
        expect(await codeOf(of(stores).save(tenant.machine, changed, signal))).to.equal('version-mismatch')
      })

      it('lets only one of several savers at once through', async function () {
        const current = await of(stores).find(tenant.machine, stored.id, signal)
        if (current === undefined) throw new Error('The record is gone.')
        const codes = await Promise.all(
          Array.from({ length: 5 }, () => codeOf(of(stores).save(tenant.machine, current, signal))),
        )
        expect(codes.filter((code) => code === 'none')).to.have.length(1)
        expect(codes.filter((code) => code === 'version-mismatch')).to.have.length(4)
      })

      it('does not save what was never inserted', async function () {
        const unknown = { ...record(tenant.id), id: newId() }
        expect(await codeOf(of(stores).save(tenant.machine, unknown, signal))).to.equal('not-found')
      })

      it('stops at once when the caller has given up', async function () {
        const given = AbortSignal.abort(new Error('The client is gone.'))
        const failure = await of(stores)
          .find(tenant.machine, stored.id, given)
          .catch((error: unknown) => error)
        expect(failure).to.have.property('message', 'The client is gone.')
      })
    })
  }

  it('drops members that are undefined', async function () {
    const { id, machine } = newTenant()
    const unit = unitOf(id)
    await stores.orgUnits.insert(machine, Object.assign({ parentId: undefined }, unit), signal)
    const found = await stores.orgUnits.find(machine, unit.id, signal)
    expect(found).to.deep.equal(unit)
    expect(found).not.to.have.property('parentId')
  })

  const GRANTED = [
    { name: 'incoming items', of: (all: Stores) => cast(all.incomingItems), record: itemOf },
    { name: 'documents', of: (all: Stores) => cast(all.documents), record: documentOf },
    { name: 'case files', of: (all: Stores) => cast(all.caseFiles), record: caseFileOf },
  ]
  for (const { name, of, record } of GRANTED) {
    it(`shows ${name} only to those who hold one of their keys`, async function () {
      const { id, machine, social, roads } = newTenant()
      const shared = record(id, { readKeys: ['mailroom', 'unit:social'] })
      await of(stores).insert(machine, shared, signal)
      expect(await of(stores).find(social, shared.id, signal)).to.deep.equal(shared)
      expect(await of(stores).find(roads, shared.id, signal)).to.equal(undefined)
      expect(await codeOf(of(stores).save(roads, shared, signal))).to.equal('not-found')
      const nobody = { ...social, grantKeys: [] }
      expect(await of(stores).find(nobody, shared.id, signal)).to.equal(undefined)
    })
  }
})
