import type { Actor } from '../../domain/access/actor.ts'
import type { AuditEvent } from '../../domain/audit/event.ts'
import type { Finding } from '../../domain/integrity/finding.ts'
import { isArrival, receivedFiles } from '../../domain/integrity/recorded-values.ts'
import type { Documents } from '../../ports/documents.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'

/**
 * Items and documents that the events tell of and that are not there. None is removed but with its case file, and then its
 * item tells so.
 */
export async function missingRecords(
  { documents, incomingItems }: { readonly documents: Documents; readonly incomingItems: IncomingItems },
  actor: Actor,
  events: readonly AuditEvent[],
  signal: AbortSignal,
): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const event of events) {
    if (!isArrival(event)) continue
    const itemId = event.object.id
    const ids = receivedFiles(event).map(({ documentId }) => documentId)
    const found = new Set((await documents.findMany(actor, ids, signal)).map(({ id }) => id))
    const item = await incomingItems.find(actor, itemId, signal)
    const destroyed = new Set(item?.disposal?.documentIds)
    for (const documentId of ids) {
      if (!found.has(documentId) && !destroyed.has(documentId))
        findings.push({ kind: 'record-missing', documentId, itemId })
    }
    if (item === undefined) findings.push({ kind: 'record-missing', itemId })
  }
  return findings
}
