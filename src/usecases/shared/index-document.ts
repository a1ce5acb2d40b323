import type { Actor } from '../../domain/access/actor.ts'
import type { AuditEvent } from '../../domain/audit/event.ts'
import { changesBetween } from '../../domain/audit/changes.ts'
import type { IndexData, StoredDocument } from '../../domain/intake/document.ts'
import type { IncomingItem } from '../../domain/intake/incoming-item.ts'
import { indexText, type IndexStamp } from '../../domain/intake/index-data.ts'
import { PROPOSAL_FIELDS, type ProposalField } from '../../domain/extraction/proposal.ts'

export function stampOf(actor: Actor, now: Date): IndexStamp {
  return {
    confirmedAt: now.toISOString(),
    confirmedBy: { kind: 'user', id: actor.userId, displayName: actor.displayName },
  }
}

/** Subject and sender of an item are those that were confirmed for its leading document, or none where a person says so. */
export function withLeadingData(item: IncomingItem, { index }: StoredDocument): IncomingItem {
  const next: { -readonly [Field in keyof IncomingItem]: IncomingItem[Field] } = { ...item }
  for (const field of ['subject', 'sender'] as const) {
    if (index[field] === undefined) continue
    const value = indexText(index, field)
    if (value === undefined) Reflect.deleteProperty(next, field)
    else next[field] = value
  }
  return next
}

/** Old and new index values by `index.<field>`, for the audit event. */
export function indexChanges(before: StoredDocument, after: StoredDocument): AuditEvent['changes'] {
  const changes = changesBetween(valuesOf(before.index), valuesOf(after.index), PROPOSAL_FIELDS)
  return Object.fromEntries(Object.entries(changes).map(([field, change]) => [`index.${field}`, change]))
}

function valuesOf(index: IndexData): Partial<Record<ProposalField, unknown>> {
  return Object.fromEntries(Object.entries(index).map(([field, entry]) => [field, entry.value]))
}
