import type { Actor } from '../domain/access/actor.ts'
import type { Finding } from '../domain/integrity/finding.ts'
import type { IntegrityScan } from '../domain/integrity/scan.ts'
import type { Page, PageRequest } from './repository.ts'

/** A damaged object that somebody has met: a scan, or a reader. */
export interface Damage extends Finding {
  readonly objectKey: string
  readonly firstSeenAt: string
}

/** Scans of all that is stored, and the damaged objects that are known. */
export interface IntegrityStore {
  /** A tenant has one open scan at a time: `already-exists` when there is one. */
  insertScan(actor: Actor, scan: IntegrityScan, signal: AbortSignal): Promise<void>
  findScan(actor: Actor, id: string, signal: AbortSignal): Promise<IntegrityScan | undefined>
  openScan(actor: Actor, signal: AbortSignal): Promise<IntegrityScan | undefined>
  /** Newest first. */
  listScans(actor: Actor, page: PageRequest, signal: AbortSignal): Promise<Page<IntegrityScan>>
  /** An open scan of any tenant that nobody works on; leases run on database time. */
  claimScan(leaseMs: number, signal: AbortSignal): Promise<IntegrityScan | undefined>
  /** Saves how far it is and extends the lease; a scan that is done is closed. `lease-lost` when another one has it. */
  saveScan(scan: IntegrityScan, leaseMs: number, signal: AbortSignal): Promise<IntegrityScan>
  /** Extends the lease of who has the scan; nothing happens when that is another one by now. */
  extendScan(scan: IntegrityScan, leaseMs: number, signal: AbortSignal): Promise<void>
  /** Gives an unfinished scan back. */
  releaseScan(scan: IntegrityScan, signal: AbortSignal): Promise<void>

  /** True when it was not known. Joins the running transaction. */
  recordDamage(actor: Actor, damage: Damage, signal: AbortSignal): Promise<boolean>
  /** Forgets the object: it is whole again. Joins the running transaction. */
  clearDamage(actor: Actor, objectKey: string, signal: AbortSignal): Promise<void>
  /** By key, at most the limit. */
  damages(actor: Actor, limit: number, signal: AbortSignal): Promise<Damage[]>
  /** Of all tenants, for metrics. */
  damageCount(signal: AbortSignal): Promise<number>
}
