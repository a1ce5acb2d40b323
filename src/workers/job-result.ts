import type { Actor } from '../domain/access/actor.ts'
import type { StoredDocument } from '../domain/intake/document.ts'
import { firstProcessing } from '../domain/intake/first-step.ts'
import type { IncomingItem } from '../domain/intake/incoming-item.ts'
import { isWithdrawn } from '../domain/intake/item-moves.ts'
import { WHENEVER, type Job, type JobKind } from '../domain/intake/job.ts'
import { afterStep, itemAfter, leftAlone, parked } from '../domain/intake/machine-result.ts'
import { isHeld } from '../domain/intake/virus-scan.ts'
import { CONVERTED_ACTION, recordedRendition, VIEW_COPY_ACTION } from '../domain/integrity/recorded-values.ts'
import type { PipelineStep } from '../pipeline/pipeline.ts'
import type { Additions } from '../pipeline/stage.ts'
import type { JobFailure, JobQueue } from '../ports/job-queue.ts'
import {
  saveMachineChange,
  siblingsWith,
  type JobRecords,
  type MachineChange,
  type MachineSavePorts,
} from './machine-save.ts'

export interface ResultPorts extends MachineSavePorts {
  readonly jobQueue: JobQueue
}

/** What a run has found, and the item as it began with it. */
interface RunResult {
  readonly began: IncomingItem
  readonly additions: Additions
}

/** Result, end of the job and the next job, all or nothing. */
export function saveEnd(
  ports: ResultPorts,
  actor: Actor,
  job: Job,
  { next }: PipelineStep,
  result: RunResult,
  signal: AbortSignal,
): Promise<void> {
  const { additions } = result
  return saveMachineChange(
    ports,
    actor,
    job,
    (records) => {
      const document = afterStep({ ...records.document, ...additions }, nextStage(next, records.item))
      return {
        document,
        item: withSiblings(records, document),
        notice: 'item',
        async also() {
          await recordRenditions(ports, actor, document, additions, signal)
          await ports.jobQueue.complete(job, signal)
          const { documentId, itemId } = job
          const { kind, priority } = nextJob(job, next, result, records.item)
          if (kind === undefined) return
          const inputHash = `${document.original.sha256}/${job.id}`
          await ports.jobQueue.enqueue(actor, { kind, documentId, itemId, priority, inputHash }, signal)
        },
      }
    },
    signal,
  )
}

/** A scan of several letters is divided once it is read; its letters are understood. */
function nextStage(next: JobKind | undefined, { stack }: IncomingItem): JobKind | undefined {
  return stack === undefined ? next : 'propose-split'
}

/**
 * Has the document read again when its time of arrival was corrected while the copy with the old one in its stamp was being
 * made: who corrected it found the first reading under way, and queued nothing.
 */
function nextJob(
  { documentId, priority }: Job,
  next: JobKind | undefined,
  { began, additions }: RunResult,
  now: IncomingItem,
): { readonly kind: JobKind | undefined; readonly priority: number } {
  const isStamped = additions.viewCopy !== undefined && now.documentIds[0] === documentId
  return isStamped && began.receivedAt !== now.receivedAt
    ? { kind: 'renew', priority: WHENEVER }
    : { kind: nextStage(next, now), priority }
}

/** Whoever changes the copy and its row has the chain against him, as with an original. */
async function recordRenditions(
  { auditLog }: ResultPorts,
  actor: Actor,
  { id, itemId }: StoredDocument,
  { viewCopy, converted }: Additions,
  signal: AbortSignal,
): Promise<void> {
  const object = { kind: 'incoming-item', id: itemId } as const
  if (viewCopy !== undefined) {
    const changes = { viewCopy: { after: recordedRendition(id, viewCopy) } }
    await auditLog.append(actor, { action: VIEW_COPY_ACTION, object, changes }, signal)
  }
  if (converted !== undefined) {
    const changes = { converted: { after: recordedRendition(id, converted) } }
    await auditLog.append(actor, { action: CONVERTED_ACTION, object, changes }, signal)
  }
}

/** The item was taken away, or the document is shut: it must not look as if the machine were still at it. */
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
  const isShut = isHeld(records.document) && !isWithdrawn(records.item)
  const document = isShut
    ? { ...records.document, processing: firstProcessing(records.document) }
    : leftAlone(records.document)
  const also = (): Promise<void> => ports.jobQueue.complete(job, signal)
  return { item: withSiblings(records, document), document, notice: 'item', also }
}

function withSiblings(records: JobRecords, document: StoredDocument): IncomingItem {
  return itemAfter(records.item, siblingsWith(records, document))
}
