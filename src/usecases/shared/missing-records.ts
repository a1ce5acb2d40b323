import type { Actor } from '../../domain/access/actor.ts'
import type { AuditEvent } from '../../domain/audit/event.ts'
import type { Finding } from '../../domain/integrity/finding.ts'
import { RECEIVED_ACTION, receivedFiles } from '../../domain/integrity/recorded-values.ts'
import type { Documents } from '../../ports/documents.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'

/** Items and documents that the events tell of and that are not there: records are never removed. */
export async function missingRecords(
  { documents, incomingItems }: { readonly documents: Documents; readonly incomingItems: IncomingItems },
  actor: Actor,
  events: readonly AuditEvent[],
  signal: AbortSignal,
): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const event of events) {
    if (event.action !== RECEIVED_ACTION) continue
    const itemId = event.object.id
    const ids = receivedFiles(event).map(({ documentId }) => documentId)
    const found = new Set((await documents.findMany(actor, ids, signal)).map(({ id }) => id))
    for (const documentId of ids) {
      if (!found.has(documentId)) findings.push({ kind: 'record-missing', documentId, itemId })
    }
    if ((await incomingItems.find(actor, itemId, signal)) === undefined)
      findings.push({ kind: 'record-missing', itemId })
  }
  return findings
}
