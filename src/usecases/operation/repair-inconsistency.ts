import type { Actor } from '../../domain/access/actor.ts'
import {
  isReadAgain,
  type Inconsistency,
  type InconsistencyKind,
} from '../../domain/integrity/inconsistency.ts'
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
    ? readAgain(ports, actor, documentId, kind, signal)
    : false
}

function readAgain(
  ports: RepairPorts,
  actor: Actor,
  documentId: string,
  kind: InconsistencyKind,
  signal: AbortSignal,
): Promise<boolean> {
  return ports.ledger.change(
    actor,
    async () => {
      const document = await ports.documents.find(actor, documentId, signal)
      if (document === undefined) return { result: false, events: [], changed: [] }
      const { itemId, original, readKeys } = document
      // What is named and is not there would be taken for done.
      const bare = { ...document, pageImages: [] }
      if (kind === 'rendition-missing') Reflect.deleteProperty(bare, 'viewCopy')
      await ports.documents.save(actor, queuedAgain(bare, 'recognise'), signal)
      const inputHash = `${original.sha256}/fsck/${ports.ids.next()}`
      const work = { kind: 'recognise', documentId, itemId, priority: PRIORITY, inputHash } as const
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
