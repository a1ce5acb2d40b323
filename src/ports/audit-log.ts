import type { Actor } from '../domain/access/actor.ts'
import type { ChainFault, ChainHead, ChainProblem } from '../domain/audit/chain.ts'
import type { AuditEntry, AuditEvent, AuditObjectKind } from '../domain/audit/event.ts'
import type { Page, PageRequest } from './repository.ts'

/** The result of walking a tenant's chain; `firstBadSeq` names the first event that does not fit. */
export interface AuditVerification {
  readonly ok: boolean
  readonly eventCount: number
  readonly headHash: string
  readonly firstBadSeq?: number
  readonly problem?: ChainProblem
}

/** Sees each event that fits its chain, in order; a fault that it tells ends the walk. */
export type ChainWitness = (event: AuditEvent) => Promise<ChainFault | undefined>

export interface TenantHead extends ChainHead {
  readonly tenantId: string
}

/** All that is given must fit. */
export interface AuditFilter {
  /** Who did it. */
  readonly userId?: string
  readonly objectIds?: readonly string[]
  readonly objectKinds: readonly AuditObjectKind[]
  /** ISO 8601 instants, the first included. */
  readonly from?: string
  readonly before?: string
}

/** Append-only chain of events, one a tenant. */
export interface AuditLog {
  /** Joins the running transaction; the chain's head moves with it. */
  append(actor: Actor, entry: AuditEntry, signal: AbortSignal): Promise<void>
  /** Events of one object, oldest first. The caller has checked that the actor may read the object. */
  history(actor: Actor, kind: AuditObjectKind, id: string, signal: AbortSignal): Promise<AuditEvent[]>
  /** Newest first; unchecked. @throws {MailroomError} `malformed-request` for a cursor of another list */
  find(actor: Actor, filter: AuditFilter, page: PageRequest, signal: AbortSignal): Promise<Page<AuditEvent>>
  /** Events behind the given number, in order; unchecked. */
  events(actor: Actor, afterSeq: number, limit: number, signal: AbortSignal): Promise<AuditEvent[]>
  verify(actor: Actor, signal: AbortSignal, witness?: ChainWitness): Promise<AuditVerification>
  /** The ends of all chains, of every tenant. */
  heads(signal: AbortSignal): Promise<TenantHead[]>
}
