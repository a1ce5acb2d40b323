import type { Actor } from '../domain/access/actor.ts'
import type { Job } from '../domain/intake/job.ts'
import type { StoredDocument } from '../domain/intake/document.ts'
import type { Progress, RunContext } from '../pipeline/stage.ts'
import type { JobQueue } from '../ports/job-queue.ts'
import { saveMachineChange, type MachineSavePorts } from './machine-save.ts'

export interface ProgressPorts extends MachineSavePorts {
  readonly jobQueue: JobQueue
}

/** What a running job shows of itself, and whether it may go on. */
export interface JobProgress extends Pick<RunContext, 'report' | 'mayGoOn'> {
  /** Puts the job back into the queue, with everything that was reported until then. */
  release(place: 'first' | 'last', signal: AbortSignal): Promise<void>
}

/** Progress of a long document is saved at most so often. */
const REPORT_EVERY_MS = 400
/** The queue is asked at most so often whether something else should go first. */
const ASK_EVERY_MS = 1_000
/** After so much time something as urgent goes first: a letter of one page does not wait for a file of five hundred. */
const TURN_MS = 15_000

/** @param leaseMs how long the job stays with this worker after each report */
export function followProgress(
  ports: ProgressPorts,
  actor: Actor,
  job: Job,
  leaseMs: number,
  signal: AbortSignal,
): JobProgress {
  const startedMs = performance.now()
  let last: Progress | undefined
  let reportedMs = -Infinity
  let askedMs = startedMs

  const shown = (document: StoredDocument): StoredDocument =>
    last === undefined ? document : progressed(document, job, last)

  return {
    async report(progress) {
      last = progress
      if (performance.now() - reportedMs < REPORT_EVERY_MS) return
      reportedMs = performance.now()
      await saveProgress(ports, actor, job, shown, () => ports.jobQueue.extend(job, leaseMs, signal), signal)
    },
    async mayGoOn() {
      const nowMs = performance.now()
      if (nowMs - askedMs < ASK_EVERY_MS) return true
      askedMs = nowMs
      return !(await ports.jobQueue.shouldGiveWay(job, nowMs - startedMs >= TURN_MS, signal))
    },
    async release(place, releasing) {
      const also = (): Promise<void> => ports.jobQueue.release(job, place, releasing)
      await saveProgress(ports, actor, job, (document) => waiting(shown(document), job), also, releasing)
    },
  }
}

function progressed(document: StoredDocument, job: Job, progress: Progress): StoredDocument {
  const { pageCount, pagesDone, pageImages } = progress
  return {
    ...document,
    pageCount,
    pageImages,
    processing: { state: 'running', stage: job.kind, pagesDone },
  }
}

/** Who reads again leaves the document as it is until the end. */
function waiting(document: StoredDocument, job: Job): StoredDocument {
  if (job.kind === 'renew') return document
  const { pagesDone } = document.processing
  return { ...document, processing: { state: 'queued', stage: job.kind, pagesDone } }
}

/** @param also fails when another worker has the job by now, and with it the whole save */
export function saveProgress(
  ports: ProgressPorts,
  actor: Actor,
  job: Job,
  change: (document: StoredDocument) => StoredDocument,
  also: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  return saveMachineChange(
    ports,
    actor,
    job,
    ({ item, document }) => ({ item, document: change(document), notice: 'progress', also }),
    signal,
  )
}
