import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import type { IncomingItem } from '../../domain/intake/incoming-item.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'
import { viewedDocument, type DocumentViewPorts } from '../shared/opened-records.ts'

export interface SimilarLetter {
  readonly document: StoredDocument
  readonly item: IncomingItem
  /** 0..1 */
  readonly similarity: number
}

/**
 * Earlier documents that the machine learnt from and found most like this one, the most alike first. Those that the actor may not read now
 * are left out without a trace.
 *
 * @throws {MailroomError} `not-found`
 */
export type FindSimilarDocuments = (
  actor: Actor,
  documentId: string,
  signal: AbortSignal,
) => Promise<readonly SimilarLetter[]>

/** Nobody looks at more. */
const MAX_SHOWN = 5

export function createFindSimilarDocuments(
  ports: DocumentViewPorts & { readonly incomingItems: IncomingItems },
): FindSimilarDocuments {
  const { documents, incomingItems } = ports
  return async function findSimilarDocuments(actor, documentId, signal) {
    requirePermission(actor, 'items:read')
    const { similar = [] } = await viewedDocument(ports, actor, documentId, signal)
    const readable = await documents.findMany(
      actor,
      similar.map((neighbour) => neighbour.documentId),
      signal,
    )
    const letters: SimilarLetter[] = []
    for (const document of readable) {
      if (letters.length === MAX_SHOWN) break
      const item = await incomingItems.find(actor, document.itemId, signal)
      const similarity = similar.find((neighbour) => neighbour.documentId === document.id)?.similarity
      if (item !== undefined && similarity !== undefined) letters.push({ document, item, similarity })
    }
    return letters
  }
}
