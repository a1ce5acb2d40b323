import { expect } from 'chai'
import { newScan, withProgress, type IntegrityScan } from '../../src/domain/integrity/scan.ts'
import type { Actor } from '../../src/domain/access/actor.ts'
import { isMailroomError, type ErrorCode } from '../../src/domain/errors.ts'
import { newId, newTenant, signal } from './records.ts'
import { describeStorage } from './storage.ts'

const LEASE_MS = 60_000

function scanOf({ tenantId, userId, displayName }: Actor): IntegrityScan {
  const requestedBy = { userId, displayName }
  const createdAt = new Date().toISOString()
  return newScan({ id: newId(), tenantId, trigger: 'person', requestedBy, createdAt })
}

async function codeOf(work: Promise<unknown>): Promise<ErrorCode | undefined> {
  const failure = await work.catch((error: unknown) => error)
  return isMailroomError(failure) ? failure.code : undefined
}

describeStorage('integrity store', function (stores) {
  /** Other tests leave nothing open, so that what is claimed is one's own. */
  async function claimed(actor: Actor): Promise<IntegrityScan> {
    await stores.integrityStore.insertScan(actor, scanOf(actor), signal)
    const scan = await stores.integrityStore.claimScan(LEASE_MS, signal)
    if (scan?.tenantId !== actor.tenantId) throw new Error('Another scan was given out.')
    return scan
  }

  async function close(scan: IntegrityScan): Promise<void> {
    await stores.integrityStore.saveScan({ ...scan, state: 'done' }, LEASE_MS, signal)
  }

  it('gives a scan to one process at a time, and takes progress from that one only', async function () {
    const { machine } = newTenant()
    const scan = await claimed(machine)
    expect(scan).to.deep.include({ state: 'running', phase: 'documents', findings: [] })
    expect(await stores.integrityStore.claimScan(LEASE_MS, signal)).to.equal(undefined)
    const finding = { kind: 'altered', documentId: '$d', fields: ['a.b', '$x'] } as const
    const progressed = { ...withProgress(scan, { documents: 3, findings: [finding] }), after: '$after' }
    const saved = await stores.integrityStore.saveScan(progressed, LEASE_MS, signal)
    expect(saved).to.deep.include({ after: '$after', checkedDocuments: 3, findings: [finding] })
    expect(await codeOf(stores.integrityStore.saveScan(progressed, LEASE_MS, signal))).to.equal('lease-lost')
    expect(await stores.integrityStore.findScan(machine, scan.id, signal)).to.deep.equal(saved)
    await close(saved)
  })

  it('gives a scan out again that was given back, or whose lease has run out', async function () {
    const { machine } = newTenant()
    const scan = await claimed(machine)
    await stores.integrityStore.releaseScan(scan, signal)
    const again = await stores.integrityStore.claimScan(-1, signal)
    expect(again?.id).to.equal(scan.id)
    const third = await stores.integrityStore.claimScan(LEASE_MS, signal)
    expect(third?.id).to.equal(scan.id)
    expect(await codeOf(stores.integrityStore.saveScan(again ?? scan, LEASE_MS, signal))).to.equal(
      'lease-lost',
    )
    await close(third ?? scan)
  })

  it('extends the lease of who has a scan, and of nobody else', async function () {
    const { machine } = newTenant()
    const scan = await claimed(machine)
    await stores.integrityStore.releaseScan(scan, signal)
    await stores.integrityStore.extendScan(scan, LEASE_MS, signal)
    expect(await stores.integrityStore.claimScan(LEASE_MS, signal)).to.equal(undefined)
    await stores.integrityStore.releaseScan(scan, signal)
    const again = await stores.integrityStore.claimScan(-1, signal)
    await stores.integrityStore.extendScan(scan, LEASE_MS, signal)
    const third = await stores.integrityStore.claimScan(LEASE_MS, signal)
    expect(third?.id).to.equal(scan.id)
    await close(third ?? again ?? scan)
  })

  it('has one open scan a tenant, and lists them newest first inside the tenant', async function () {
    const { machine } = newTenant()
    const scan = await claimed(machine)
    expect(await codeOf(stores.integrityStore.insertScan(machine, scanOf(machine), signal))).to.equal(
      'already-exists',
    )
    expect((await stores.integrityStore.openScan(machine, signal))?.id).to.equal(scan.id)
    await close({ ...scan, finishedAt: new Date().toISOString() })
    expect(await stores.integrityStore.openScan(machine, signal)).to.equal(undefined)
    const second = await claimed(machine)
    await close(second)
    const { items } = await stores.integrityStore.listScans(machine, { limit: 10 }, signal)
    expect(items.map(({ id }) => id)).to.deep.equal([second.id, scan.id])
    const other = newTenant().machine
    expect(await stores.integrityStore.findScan(other, scan.id, signal)).to.equal(undefined)
    expect((await stores.integrityStore.listScans(other, { limit: 10 }, signal)).items).to.deep.equal([])
  })

  it('keeps a damaged object once, until it is whole again', async function () {
    const { machine } = newTenant()
    const other = newTenant().machine
    const before = await stores.integrityStore.damageCount(signal)
    const objectKey = `originals/${machine.tenantId}/${newId()}`
    const damage = { kind: 'missing', objectKey, documentId: 'd', firstSeenAt: 'then' } as const
    expect(await stores.integrityStore.recordDamage(machine, damage, signal)).to.equal(true)
    expect(await stores.integrityStore.recordDamage(machine, damage, signal)).to.equal(false)
    expect(await stores.integrityStore.damages(machine, 10, signal)).to.deep.equal([damage])
    expect(await stores.integrityStore.damages(other, 10, signal)).to.deep.equal([])
    expect((await stores.integrityStore.damageCount(signal)) - before).to.equal(1)
    await stores.integrityStore.clearDamage(machine, objectKey, signal)
    expect(await stores.integrityStore.damages(machine, 10, signal)).to.deep.equal([])
  })
})
