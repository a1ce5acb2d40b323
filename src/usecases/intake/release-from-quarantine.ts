import type { Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import { firstProcessing, readingJobOf } from '../../domain/intake/first-step.ts'
import { releasedFromQuarantine } from '../../domain/intake/item-moves.ts'
import { USUAL } from '../../domain/intake/job.ts'
import { itemAfter, leftAlone } from '../../domain/intake/machine-result.ts'
import { isHeld, type QuarantineRelease, type ReleaseGround } from '../../domain/intake/virus-scan.ts'
import type { Clock } from '../../ports/clock.ts'
import type { JobQueue } from '../../ports/job-queue.ts'
import { changeItem, type ItemEditPorts } from '../shared/change-item.ts'
import type { ItemReference } from '../shared/item-reference.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'

export interface ReleaseInput extends ItemReference {
  readonly ground: ReleaseGround
  readonly reason: string
}

/**
 * Lets an item out of quarantine that no scanner has found clean: whoever does answers for it, with a ground and a reason
 * that stay in its history. What the scanner said stays at each document.
 *
 * @throws {MailroomError} `forbidden`, `not-found`, `state-conflict` when nothing of it is held
 */
export type ReleaseFromQuarantine = (
  actor: Actor,
  input: ReleaseInput,
  signal: AbortSignal,
) => Promise<ItemWithDocuments>

export function createReleaseFromQuarantine(
  ports: ItemEditPorts & { readonly jobQueue: JobQueue; readonly clock: Clock },
): ReleaseFromQuarantine {
  return async function releaseFromQuarantine(actor, { ground, reason, ...reference }, signal) {
    requirePermission(actor, 'quarantine:release')
    return changeItem(
      ports,
      actor,
      reference,
      async ({ item, documents }) => {
        const free = releasedFromQuarantine(item, documents)
        const release = { ground, reason, at: ports.clock.now().toISOString(), by: personOf(actor) }
        const freed = documents.map((document) => freedDocument(document, release))
        for (const document of freed) {
          if (isRead(document)) continue
          const { id: documentId, original } = document
          const work = { kind: readingJobOf(document), documentId, itemId: item.id, priority: USUAL } as const
          // It may be released for the second time: the same work as then would be none.
          const inputHash = `${original.sha256}/released/${release.at}`
          await ports.jobQueue.enqueue(actor, { ...work, inputHash }, signal)
        }
        return {
          item: itemAfter(free, freed),
          documents: freed,
          action: 'item.released-from-quarantine',
          reason,
          changes: {
            quarantineRelease: { after: { ground, documentIds: documents.filter(isHeld).map(idOf) } },
          },
        }
      },
      signal,
    )
  }
}

function freedDocument(document: StoredDocument, release: QuarantineRelease): StoredDocument {
  const { virusScan } = document
  const free =
    isHeld(document) && virusScan ? { ...document, virusScan: { ...virusScan, release } } : document
  return isRead(free) ? leftAlone(free) : { ...free, processing: firstProcessing(free) }
}

/** Before a scan has shut it again. */
function isRead({ viewCopy }: StoredDocument): boolean {
  return viewCopy !== undefined
}

function idOf({ id }: StoredDocument): string {
  return id
}
