import type { AuditAnchor } from '../domain/audit/anchor.ts'

/** An anchor as it was found. */
export interface KeptAnchor extends Pick<AuditAnchor, 'firstSeq' | 'lastSeq' | 'hash' | 'at'> {
  /** False when it is not as this installation has written it. */
  readonly isGenuine: boolean
  /** See `AuditAnchor`; empty when they are not as they were written. */
  marks(signal: AbortSignal): Promise<string>
}

/** Where the audit chains are anchored: append-only, outside the database. */
export interface AnchorStore {
  /** Durable on return. The same anchor twice is no failure. */
  append(anchor: AuditAnchor, signal: AbortSignal): Promise<void>
  /** Those that were there at the time of the call, as good as in order: several processes may have anchored at once. */
  read(tenantId: string, signal: AbortSignal): AsyncIterable<KeptAnchor>
  /** The furthest genuine one. */
  last(tenantId: string, signal: AbortSignal): Promise<KeptAnchor | undefined>
}
