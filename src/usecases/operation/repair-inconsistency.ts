import type { Actor } from '../../domain/access/actor.ts'
import { isReadAgain, type Inconsistency } from '../../domain/integrity/inconsistency.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import { readingJobOf } from '../../domain/intake/first-step.ts'
import { queuedAgain } from '../../domain/intake/processing.ts'
import type { IdGenerator } from '../../ports/clock.ts'
import type { Ledger } from '../shared/ledger.ts'
import type { InconsistencyPorts } from '../shared/find-inconsistencies.ts'

export interface RepairPorts extends InconsistencyPorts {
  readonly ledger: Ledger
  readonly ids: IdGenerator
}

const PRIORITY = 5

/**
 * Mends what can be mended without losing anything: documents are read again from their original, objects that nobody
 * names are removed. No record is ever removed. Says whether it was mended.
 *
 * @param actor the machine
 */
export async function repairInconsistency(
  ports: RepairPorts,
  actor: Actor,
  inconsistency: Inconsistency,
  signal: AbortSignal,
): Promise<boolean> {
  const { kind, objectKey, documentId } = inconsistency
  if (kind === 'orphan-object' && objectKey !== undefined) {
    await ports.blobStore.remove(objectKey, signal)
    return true
  }
  return isReadAgain(inconsistency) && documentId !== undefined
    ? readAgain(ports, actor, { ...inconsistency, documentId }, signal)
    : false
}

function readAgain(
  ports: RepairPorts,
  actor: Actor,
  { documentId, kind, objectKey }: Inconsistency & { readonly documentId: string },
  signal: AbortSignal,
): Promise<boolean> {
  return ports.ledger.change(
    actor,
    async () => {
      const document = await ports.documents.find(actor, documentId, signal)
      if (document === undefined) return { result: false, events: [], changed: [] }
      const { itemId, original, readKeys } = document
      const bare = kind === 'rendition-missing' ? withoutRendition(document, objectKey) : document
      const job = readingJobOf(bare)
      await ports.documents.save(actor, queuedAgain({ ...bare, pageImages: [] }, job), signal)
      const inputHash = `${original.sha256}/fsck/${ports.ids.next()}`
      const work = { kind: job, documentId, itemId, priority: PRIORITY, inputHash }
      await ports.jobQueue.enqueue(actor, work, signal)
      return {
        result: true,
        events: [{ action: 'document.queued-again', object: { kind: 'document', id: documentId } }],
        changed: [{ kind: 'progress', id: itemId, readKeys }],
      }
    },
    signal,
  )
}

/** What is named and is not there would be taken for done. A view copy is made anew of whatever is. */
function withoutRendition(document: StoredDocument, objectKey: string | undefined): StoredDocument {
  const { viewCopy: _viewCopy, converted, eInvoice, ...bare } = document
  return {
    ...bare,
    ...(converted === undefined || converted.key === objectKey ? {} : { converted }),
    ...(eInvoice === undefined || eInvoice.object?.key === objectKey ? {} : { eInvoice }),
  }
}
