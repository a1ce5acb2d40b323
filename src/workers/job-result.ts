import type { Actor } from '../domain/access/actor.ts'
import type { StoredDocument } from '../domain/intake/document.ts'
import type { IncomingItem } from '../domain/intake/incoming-item.ts'
import { isWithdrawn } from '../domain/intake/item-moves.ts'
import type { Job } from '../domain/intake/job.ts'
import { afterStep, itemAfter, leftAlone, parked } from '../domain/intake/machine-result.ts'
import { recordedViewCopy, VIEW_COPY_ACTION } from '../domain/integrity/recorded-values.ts'
import type { PipelineStep } from '../pipeline/pipeline.ts'
import type { Additions } from '../pipeline/stage.ts'
import type { JobFailure, JobQueue } from '../ports/job-queue.ts'
import {
  saveMachineChange,
  type JobRecords,
  type MachineChange,
  type MachineSavePorts,
} from './machine-save.ts'

export interface ResultPorts extends MachineSavePorts {
  readonly jobQueue: JobQueue
}

/** Result, end of the job and the next job, all or nothing. */
export function saveEnd(
  ports: ResultPorts,
  actor: Actor,
  job: Job,
  { next }: PipelineStep,
  additions: Additions,
  signal: AbortSignal,
): Promise<void> {
  return saveMachineChange(
    ports,
    actor,
    job,
    (records) => {
      const document = afterStep({ ...records.document, ...additions }, next)
      return {
        document,
        item: withSiblings(records, document),
        notice: 'item',
        async also() {
          await recordViewCopy(ports, actor, document, additions, signal)
          await ports.jobQueue.complete(job, signal)
          if (next === undefined) return
          const { documentId, itemId, priority } = job
          const inputHash = `${document.original.sha256}/${job.id}`
          await ports.jobQueue.enqueue(actor, { kind: next, documentId, itemId, priority, inputHash }, signal)
        },
      }
    },
    signal,
  )
}

/** Whoever changes the copy and its row has the chain against him, as with an original. */
async function recordViewCopy(
  { auditLog }: ResultPorts,
  actor: Actor,
  { id, itemId }: StoredDocument,
  { viewCopy }: Additions,
  signal: AbortSignal,
): Promise<void> {
  if (viewCopy === undefined) return
  const object = { kind: 'incoming-item', id: itemId } as const
  const changes = { viewCopy: { after: recordedViewCopy(id, viewCopy) } }
  await auditLog.append(actor, { action: VIEW_COPY_ACTION, object, changes }, signal)
}

/** People have taken the item away: its document must not look as if the machine were still at it. */
export function saveLeaving(ports: ResultPorts, actor: Actor, job: Job, signal: AbortSignal): Promise<void> {
  return saveMachineChange(ports, actor, job, (records) => leaving(ports, job, records, signal), signal)
}

/** A person must look; the item shows the reason. */
export function saveParked(
  ports: ResultPorts,
  actor: Actor,
  job: Job,
  failure: JobFailure,
  signal: AbortSignal,
): Promise<void> {
  return saveMachineChange(
    ports,
    actor,
    job,
    (records) => {
      if (isWithdrawn(records.item)) return leaving(ports, job, records, signal)
      const document = parked(records.document, job.kind, failure.code)
      return {
        document,
        item: withSiblings(records, document),
        notice: 'item',
        also: () => ports.jobQueue.park(job, failure, signal),
      }
    },
    signal,
  )
}

function leaving(ports: ResultPorts, job: Job, records: JobRecords, signal: AbortSignal): MachineChange {
  const document = leftAlone(records.document)
  const also = (): Promise<void> => ports.jobQueue.complete(job, signal)
  return { item: withSiblings(records, document), document, notice: 'item', also }
}

function withSiblings({ item, siblings }: JobRecords, document: StoredDocument): IncomingItem {
  return itemAfter(
    item,
    siblings.map((sibling) => (sibling.id === document.id ? document : sibling)),
  )
}
