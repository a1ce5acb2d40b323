import type { Actor } from '../domain/access/actor.ts'
import type { AuditEntry, AuditEvent, AuditObjectKind } from '../domain/audit/event.ts'

/** The result of walking a tenant's chain; `firstBadSeq` names the first event that does not fit. */
export interface AuditVerification {
  readonly ok: boolean
  readonly eventCount: number
  readonly headHash: string
  readonly firstBadSeq?: number
  readonly problem?: 'event-altered' | 'event-missing' | 'chain-broken' | 'tail-cut'
}

/** Append-only chain of events, one a tenant. */
export interface AuditLog {
  /** Joins the running transaction; the chain's head moves with it. */
  append(actor: Actor, entry: AuditEntry, signal: AbortSignal): Promise<void>
  /** Events of one object, oldest first. The caller has checked that the actor may read the object. */
  history(actor: Actor, kind: AuditObjectKind, id: string, signal: AbortSignal): Promise<AuditEvent[]>
  verify(actor: Actor, signal: AbortSignal): Promise<AuditVerification>
}
