import { systemActor, type Actor } from '../domain/access/actor.ts'
import { isMailroomError } from '../domain/errors.ts'
import { backOffMs, type Job } from '../domain/intake/job.ts'
import { attemptsFor, isPermanentFailure } from '../domain/intake/job-failure.ts'
import { isWithdrawn } from '../domain/intake/item-moves.ts'
import { afterStep, atWork, itemAfter, leftAlone, parked } from '../domain/intake/machine-result.ts'
import type { IncomingItem } from '../domain/intake/incoming-item.ts'
import type { StoredDocument } from '../domain/intake/document.ts'
import type { PipelineStep } from '../pipeline/pipeline.ts'
import type { Additions, Progress, RunContext } from '../pipeline/stage.ts'
import type { JobKind } from '../domain/intake/job.ts'
import type { IdGenerator } from '../ports/clock.ts'
import type { JobFailure, JobQueue } from '../ports/job-queue.ts'
import type { Log } from '../ports/log.ts'
import { causeOf, repeat } from './repeat.ts'
import {
  loadRecords,
  saveMachineChange,
  type JobRecords,
  type MachineChange,
  type MachineSavePorts,
} from './machine-save.ts'

export interface JobPorts extends MachineSavePorts {
  readonly jobQueue: JobQueue
  readonly ids: IdGenerator
  readonly log: Log
  readonly pipeline: Readonly<Record<JobKind, PipelineStep>>
}

export interface JobOptions {
  /** Names this process in leases. */
  readonly workerId: string
  /** Jobs at the same time. */
  readonly lanes: number
}

const LEASE_MS = 30_000
const HEARTBEAT_MS = 10_000
/** Other processes may have queued something that the bell of this one did not hear. */
const LOOK_EVERY_MS = 1_000
/** After a failure of the queue itself. */
const PAUSE_MS = 2_000
/** A claim takes some milliseconds; who waits longer waits for a database that is gone. */
const CLAIM_MS = 10_000
/** Time to hand a job back when the process ends. */
const FAREWELL_MS = 5_000
/** Progress of a long document is saved at most so often. */
const REPORT_EVERY_MS = 400

/** Works on jobs until the signal ends it; running jobs are handed back then. */
export async function runJobs(ports: JobPorts, options: JobOptions, signal: AbortSignal): Promise<void> {
  await Promise.all(Array.from({ length: options.lanes }, () => runLane(ports, options.workerId, signal)))
}

function runLane(ports: JobPorts, workerId: string, signal: AbortSignal): Promise<void> {
  return repeat(
    async () => {
      // Not ended by the signal: the queue may have given a job away already, and somebody must hand it back.
      const job = await ports.jobQueue.claim(workerId, LEASE_MS, AbortSignal.timeout(CLAIM_MS))
      if (job === undefined) await ports.bell.wait(LOOK_EVERY_MS, signal)
      else await runJob(ports, job, signal)
    },
    async (error) => {
      ports.log.error('job-lane-failed', { cause: causeOf(error) })
      await ports.bell.wait(PAUSE_MS, signal)
    },
    signal,
  )
}

/** One claimed job, to its end: done, queued again, or parked. */
async function runJob(ports: JobPorts, job: Job, signal: AbortSignal): Promise<void> {
  const actor = systemActor(job.tenantId, ports.ids.next())
  const lease = new AbortController()
  const either = AbortSignal.any([signal, lease.signal])
  const heartbeat = setInterval(() => {
    ports.jobQueue.extend(job, LEASE_MS, either).catch((error: unknown) => {
      if (isMailroomError(error, 'lease-lost')) lease.abort(error)
    })
  }, HEARTBEAT_MS)
  try {
    if (job.attempt > attemptsFor(job.failure?.code)) {
      await park(
        ports,
        actor,
        job,
        { code: 'recognition-crashed', detail: 'Every attempt ended the process.' },
        either,
      )
    } else {
      await work(ports, actor, job, either)
    }
  } catch (error) {
    if (signal.aborted) await handBack(ports, job)
    else if (!lease.signal.aborted && !isMailroomError(error, 'lease-lost'))
      await fail(ports, actor, job, error, signal)
    else ports.log.warn('job-lease-lost', { jobId: job.id, kind: job.kind })
  } finally {
    clearInterval(heartbeat)
  }
}

async function work(ports: JobPorts, actor: Actor, job: Job, signal: AbortSignal): Promise<void> {
  const records = await loadRecords(ports, actor, job, signal)
  if (records === undefined) return ports.jobQueue.complete(job, signal)
  if (isWithdrawn(records.item)) return leave(ports, actor, job, signal)
  const step = ports.pipeline[job.kind]
  const startedMs = performance.now()
  await saveProgress(ports, actor, job, (document) => atWork(document, job.kind), signal)
  const context: RunContext = { actor, signal, report: reporter(ports, actor, job, signal) }
  const additions = await step.run(records, context)
  await finish(ports, actor, job, step, additions, signal)
  const ms = Math.round(performance.now() - startedMs)
  ports.log.info('job-done', { jobId: job.id, kind: job.kind, documentId: job.documentId, ms })
}

/** People have taken the item away: its document must not look as if the machine were still at it. */
function leave(ports: JobPorts, actor: Actor, job: Job, signal: AbortSignal): Promise<void> {
  return saveMachineChange(ports, actor, job, (records) => leaving(ports, job, records, signal), signal)
}

function leaving(ports: JobPorts, job: Job, records: JobRecords, signal: AbortSignal): MachineChange {
  const document = leftAlone(records.document)
  const also = (): Promise<void> => ports.jobQueue.complete(job, signal)
  return { item: withSiblings(records, document), document, notice: 'item', also }
}

function reporter(ports: JobPorts, actor: Actor, job: Job, signal: AbortSignal): RunContext['report'] {
  let reportedMs = 0
  return async ({ pageCount, pagesDone, pageImages }: Progress) => {
    const nowMs = performance.now()
    if (nowMs - reportedMs < REPORT_EVERY_MS && reportedMs > 0) return
    reportedMs = nowMs
    const progressed = (document: StoredDocument): StoredDocument => ({
      ...document,
      pageCount,
      pageImages,
      processing: { state: 'running', stage: job.kind, pagesDone },
    })
    await saveProgress(ports, actor, job, progressed, signal)
  }
}

function saveProgress(
  ports: JobPorts,
  actor: Actor,
  job: Job,
  progressed: (document: StoredDocument) => StoredDocument,
  signal: AbortSignal,
): Promise<void> {
  return saveMachineChange(
    ports,
    actor,
    job,
    ({ item, document }) => ({
      item,
      document: progressed(document),
      notice: 'progress',
      // Fails when another worker has the job by now, and with it the whole save.
      also: () => ports.jobQueue.extend(job, LEASE_MS, signal),
    }),
    signal,
  )
}

/** Result, end of the job and the next job, all or nothing. */
function finish(
  ports: JobPorts,
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

function withSiblings({ item, siblings }: JobRecords, document: StoredDocument): IncomingItem {
  return itemAfter(
    item,
    siblings.map((sibling) => (sibling.id === document.id ? document : sibling)),
  )
}

async function fail(
  ports: JobPorts,
  actor: Actor,
  job: Job,
  error: unknown,
  signal: AbortSignal,
): Promise<void> {
  const failure = failureOf(error)
  const facts = {
    jobId: job.id,
    kind: job.kind,
    documentId: job.documentId,
    attempt: job.attempt,
    code: failure.code,
  }
  ports.log.warn('job-failed', { ...facts, cause: causeOf(error) })
  if (isPermanentFailure(failure.code) || job.attempt >= attemptsFor(failure.code)) {
    await park(ports, actor, job, failure, signal)
  } else {
    await ports.jobQueue.retryLater(job, failure, backOffMs(job.attempt, ports.ids.random()), signal)
  }
}

function park(
  ports: JobPorts,
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

/** The process ends: another one, or the next start, goes on from the pages that are done. */
async function handBack(ports: JobPorts, job: Job): Promise<void> {
  const failure = { code: 'dependency-unavailable', detail: 'The worker was stopped.' }
  try {
    await ports.jobQueue.retryLater(job, failure, 0, AbortSignal.timeout(FAREWELL_MS))
  } catch (error) {
    // Nothing is lost: the lease runs out, and another worker takes the job over then.
    ports.log.warn('job-not-handed-back', { jobId: job.id, kind: job.kind, cause: causeOf(error) })
  }
}

function failureOf(error: unknown): JobFailure {
  if (isMailroomError(error)) return { code: error.code, detail: error.message }
  return { code: 'recognition-failed', detail: 'An unexpected failure; the log names it.' }
}
