import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { likenessOf, type Likeness } from '../../domain/duplicates/likeness.ts'
import { inverseOf, relationTo, type DuplicateRelation } from '../../domain/duplicates/relation.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import type { IncomingItem } from '../../domain/intake/incoming-item.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'
import { viewedDocument, type DocumentViewPorts } from '../shared/opened-records.ts'

export interface PossibleDuplicate extends Likeness {
  readonly document: StoredDocument
  readonly item: IncomingItem
  /** What people have said of both items; never that they are different, for then it is not found. */
  readonly relation?: DuplicateRelation
}

/**
 * Documents of other items that may be the same as this one, the most alike first: only such as the actor may read, and
 * none that people have told apart. Nothing is ever removed for being a duplicate.
 *
 * @throws {MailroomError} `not-found`
 */
export type FindDuplicates = (
  actor: Actor,
  documentId: string,
  signal: AbortSignal,
) => Promise<readonly PossibleDuplicate[]>

/** A blank form shares its bands with many; who looks for one letter needs the newest of them. */
const MAX_CANDIDATES = 100
const MAX_SHOWN = 5

export function createFindDuplicates(
  ports: DocumentViewPorts & { readonly incomingItems: IncomingItems },
): FindDuplicates {
  const { documents, incomingItems } = ports
  return async function findDuplicates(actor, documentId, signal) {
    requirePermission(actor, 'items:read')
    const document = await viewedDocument(ports, actor, documentId, signal)
    const { fingerprint, itemId } = document
    // Letters from one template are alike, and none is there twice.
    const isWritten = (await incomingItems.find(actor, itemId, signal))?.outgoing !== undefined
    if (fingerprint === undefined || isWritten) return []
    const candidates = await documents.sharingFingerprint(actor, fingerprint.keys, MAX_CANDIDATES, signal)
    const alike = candidates.flatMap((other) => {
      if (other.itemId === itemId || other.fingerprint === undefined) return []
      const likeness = likenessOf(fingerprint, other.fingerprint)
      return likeness === undefined ? [] : [{ document: other, ...likeness }]
    })
    const found: PossibleDuplicate[] = []
    for (const one of alike.sort((left, right) => right.similarity - left.similarity)) {
      if (found.length === MAX_SHOWN) break
      const item = await incomingItems.find(actor, one.document.itemId, signal)
      if (
        item === undefined ||
        item.outgoing !== undefined ||
        found.some((other) => other.item.id === item.id)
      )
        continue
      const relation = relationTo(item, itemId)
      if (relation !== 'different') found.push({ ...one, item, ...seenFrom(relation) })
    }
    return found
  }
}

/** The other item names its own relation; this one has the opposite. */
function seenFrom(relation: DuplicateRelation | undefined): { readonly relation?: DuplicateRelation } {
  return relation === undefined ? {} : { relation: inverseOf(relation) }
}
