import type { Person } from '../access/actor.ts'

/** One link of the tenant's audit chain: who did what to which object when, and the hash that ties it to the one before. */
export interface AuditEvent {
  readonly tenantId: string
  /** 1, 2, 3 … without gaps in a tenant. */
  readonly seq: number
  /** ISO 8601 instant. */
  readonly at: string
  readonly actor: { readonly kind: string; readonly userId: string; readonly displayName: string }
  readonly action: string
  readonly object: { readonly kind: AuditObjectKind; readonly id: string }
  readonly reason?: string
  /** Whose work the actor did, as a deputy. */
  readonly onBehalfOf?: Person
  /** Old and new values of index data, state, target …; never document text or secrets. */
  readonly changes: Readonly<Record<string, { readonly before?: unknown; readonly after?: unknown }>>
  readonly requestId: string
  /** Hash of the event before; 64 zeros for the first. */
  readonly previousHash: string
  /** SHA-256 over `canonicalEvent(this)`. */
  readonly hash: string
}

export type AuditObjectKind =
  | 'incoming-item'
  | 'document'
  | 'case-file'
  | 'procedure'
  | 'user'
  | 'org-unit'
  | 'routing-rule'
  | 'document-type'
  | 'filing-plan-entry'
  | 'retention-class'
  | 'session'
  | 'token'
  | 'job'
  | 'tenant'
  | 'deputyship'
  | 'integrity-scan'
  | 'day-closing'
  | 'batch'
  | 'scanner'
  | 'scan-check'
  | 'paper-box'
  | 'scanning-rules'
  | 'ageing-limits'
  | 'publication'
  | 'access-log'
  | 'disposal-run'
  | 'search'

/** What a use case says; the log adds seq, time and hashes. */
export type AuditEntry = Pick<AuditEvent, 'action' | 'object'> &
  Partial<Pick<AuditEvent, 'reason' | 'changes' | 'onBehalfOf'>>

export const FIRST_PREVIOUS_HASH = '0'.repeat(64)

/** The text that is hashed: JSON with keys in sorted order at every depth, without `hash` itself. */
export function canonicalEvent(event: Omit<AuditEvent, 'hash'>): string {
  return JSON.stringify(sortKeys(event))
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).filter(([key, inner]) => key !== 'hash' && inner !== undefined)
  entries.sort(([left], [right]) => (left < right ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inner]) => [key, sortKeys(inner)]))
}
