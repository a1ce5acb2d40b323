import { systemActor, type Actor } from '../domain/access/actor.ts'
import { backOffMs } from '../domain/back-off.ts'
import { isMailroomError } from '../domain/errors.ts'
import { isWithdrawn } from '../domain/intake/item-moves.ts'
import { isHeld } from '../domain/intake/virus-scan.ts'
import { JOB_BACK_OFF, MAX_ATTEMPTS, type Job, type StepKind } from '../domain/intake/job.ts'
import { isOutage, isPermanentFailure, MAX_OUTAGES } from '../domain/intake/job-failure.ts'
import { atWork } from '../domain/intake/machine-result.ts'
import type { PipelineStep } from '../pipeline/pipeline.ts'
import type { ProposeSplit } from '../pipeline/propose-split.ts'
import { GaveWay } from '../pipeline/stage.ts'
import type { BlobStore } from '../ports/blob-store.ts'
import type { Clock, IdGenerator } from '../ports/clock.ts'
import type { JobMeter, RunEnd } from '../ports/job-meter.ts'
import type { JobFailure, JobQueue } from '../ports/job-queue.ts'
import type { Log } from '../ports/log.ts'
import type { RecordRemover } from '../ports/record-remover.ts'
import type { DivideStack } from '../usecases/stacks/divide-stack.ts'
import { followProgress, saveProgress, type JobProgress } from './job-progress.ts'
import { saveEnd, saveLeaving, saveParked } from './job-result.ts'
import { loadRecords, type JobRecords, type MachineSavePorts } from './machine-save.ts'
import { removeObjects, saveGivenUp, saveRenewal } from './renewal.ts'
import { causeOf } from './repeat.ts'
import type { ScanPorts } from '../usecases/shared/scan-files.ts'
import type { CheckDrawPorts } from '../usecases/shared/scan-checks.ts'
import { saveDivided, saveProposal } from './stack-result.ts'
import { scanLater } from './virus-scan.ts'
import { sweepDestroyed } from './sweep-destroyed.ts'
import { sweepPagePictures } from './sweep-page-pictures.ts'

export interface RunPorts extends MachineSavePorts, ScanPorts, CheckDrawPorts {
  readonly blobStore: BlobStore
  readonly recordRemover: RecordRemover
  readonly jobQueue: JobQueue
  readonly jobMeter: JobMeter
  readonly ids: IdGenerator
  readonly log: Log
  readonly clock: Clock
  readonly pipeline: Readonly<Record<StepKind, PipelineStep>>
  readonly proposeSplit: ProposeSplit
  readonly divideStack: DivideStack
}

/** One claimed job while it runs. */
interface Run {
  readonly ports: RunPorts
  readonly actor: Actor
  readonly job: Job
  /** Ends with the process and with the lease. */
  readonly signal: AbortSignal
  readonly progress: JobProgress
}

export const LEASE_MS = 30_000
const HEARTBEAT_MS = 10_000
/** Time to hand a job back when the process ends. */
const FAREWELL_MS = 5_000

/**
 * One claimed job, to its end: done, queued again, or parked.
 *
 * @param alive called as long as the job moves
 */
export async function runJob(
  ports: RunPorts,
  job: Job,
  alive: () => void,
  signal: AbortSignal,
): Promise<void> {
  const startedMs = performance.now()
  const actor = systemActor(job.tenantId, ports.ids.next())
  const lease = new AbortController()
  const either = AbortSignal.any([signal, lease.signal])
  const progress = followProgress(ports, actor, job, LEASE_MS, either)
  const heartbeat = setInterval(() => {
    ports.jobQueue.extend(job, LEASE_MS, either).then(alive, (error: unknown) => {
      if (isMailroomError(error, 'lease-lost')) lease.abort(error)
    })
  }, HEARTBEAT_MS)
  try {
    const end = await settle({ ports, actor, job, signal: either, progress }, lease.signal, signal)
    ports.jobMeter.runEnded(job.kind, end, (performance.now() - startedMs) / 1_000)
  } finally {
    clearInterval(heartbeat)
    await leaveNothingOfDestroyed(ports, actor, job, signal)
  }
}

/** However the run ended: most learn by a lost lease that the document is gone, and have stored something by then. */
async function leaveNothingOfDestroyed(
  ports: RunPorts,
  actor: Actor,
  { id: jobId, tenantId, documentId }: Job,
  stop: AbortSignal,
): Promise<void> {
  const sweeping = stop.aborted ? AbortSignal.timeout(FAREWELL_MS) : stop
  try {
    if (!(await sweepDestroyed(ports, actor, { tenantId, documentId }, sweeping))) return
    ports.log.info('destroyed-document-swept', { tenantId, jobId, documentId })
  } catch (error) {
    ports.log.warn('renditions-not-swept', { tenantId, jobId, cause: causeOf(error) })
  }
}

/** Runs the job and sees to what becomes of it when it does not end well. */
async function settle(run: Run, lease: AbortSignal, stop: AbortSignal): Promise<RunEnd> {
  const { job } = run
  try {
    if (job.attempt <= MAX_ATTEMPTS) return await work(run)
    return await park(run, { code: 'recognition-crashed', detail: 'Every attempt ended the process.' })
  } catch (error) {
    if (stop.aborted) return handBack(run)
    if (lease.aborted || isMailroomError(error, 'lease-lost')) return lose(run)
    if (error instanceof GaveWay) return giveWay(run)
    return fail(run, error).catch((failure: unknown) => {
      // It failed because the job is gone with its document, or both happened at once.
      if (isMailroomError(failure, 'lease-lost')) return lose(run)
      throw failure
    })
  }
}

function lose({ ports, job }: Run): RunEnd {
  ports.log.warn('job-lease-lost', { tenantId: job.tenantId, jobId: job.id, kind: job.kind })
  return 'lost'
}

async function work(run: Run): Promise<RunEnd> {
  const { ports, actor, job, signal } = run
  const records = await loadRecords(ports, actor, job, signal)
  if (records === undefined) {
    await ports.jobQueue.complete(job, signal)
    return 'done'
  }
  if (isLeftAlone(job, records)) {
    await saveLeaving(ports, actor, job, signal)
    return 'done'
  }
  const startedMs = performance.now()
  await perform(run, records)
  const ms = Math.round(performance.now() - startedMs)
  ports.log.info('job-done', {
    tenantId: job.tenantId,
    jobId: job.id,
    kind: job.kind,
    documentId: job.documentId,
    ms,
  })
  return 'done'
}

/** Of a scan of several letters nothing is gained by reading it again: its letters are. */
function isLeftAlone({ kind }: Job, { item, document }: JobRecords): boolean {
  const isShut = kind !== 'virus-scan' && isHeld(document)
  return isShut || isWithdrawn(item) || (kind === 'renew' && item.stack !== undefined)
}

async function perform(run: Run, records: JobRecords): Promise<void> {
  const { ports, actor, job, signal } = run
  const { kind } = job
  switch (kind) {
    case 'virus-scan':
      return scanLater(ports, actor, job, records, signal)
    case 'renew':
      return renew(run, records)
    case 'propose-split':
      return propose(run, records)
    case 'divide':
      return divide(run)
    case 'convert':
    case 'recognise':
    case 'understand':
    case 'compose-view-copy':
      return goOneStep(run, kind, records)
  }
}

function showAtWork({ ports, actor, job, signal }: Run): Promise<void> {
  const extend = (): Promise<void> => ports.jobQueue.extend(job, LEASE_MS, signal)
  return saveProgress(ports, actor, job, (document) => atWork(document, job.kind), extend, signal)
}

async function propose(run: Run, records: JobRecords): Promise<void> {
  const { ports, actor, job, signal } = run
  await showAtWork(run)
  await saveProposal(ports, actor, job, await ports.proposeSplit(records, { actor, signal }), signal)
}

/** Cuts letters out; those that are cut out stay so, whatever ends the run. */
async function divide(run: Run): Promise<void> {
  const { ports, actor, job, signal, progress } = run
  await showAtWork(run)
  if (!(await ports.divideStack(actor, job.itemId, progress, signal))) throw new GaveWay()
  await saveDivided(ports, actor, job, signal)
}

async function goOneStep(run: Run, kind: StepKind, records: JobRecords): Promise<void> {
  const { ports, actor, job, signal, progress } = run
  const step = ports.pipeline[kind]
  await showAtWork(run)
  const additions = await step.run(records, { actor, signal, jobId: job.id, ...progress })
  await saveEnd(ports, actor, job, step, { began: records.item, additions }, signal)
  if (job.kind === 'recognise' && job.fence > 1) {
    await sweep(run, () => sweepPagePictures(ports, records.document, additions, signal))
  }
}

/** Reads a document again; it stays as it is until everything new is there. */
async function renew(run: Run, records: JobRecords): Promise<void> {
  const { ports, actor, job, signal, progress } = run
  const additions = await ports.pipeline.renew.run(records, { actor, signal, jobId: job.id, ...progress })
  const left = await saveRenewal(ports, actor, job, additions, signal)
  await sweep(run, () => removeObjects(ports, left, signal))
}

/** What nobody refers to any more. The result is saved, so a failure here is no failure of the job. */
async function sweep({ ports, job }: Run, remove: () => Promise<number>): Promise<void> {
  const { id: jobId, tenantId, documentId } = job
  try {
    const objects = await remove()
    if (objects > 0) ports.log.info('renditions-swept', { tenantId, documentId, objects })
  } catch (error) {
    ports.log.warn('renditions-not-swept', { tenantId, jobId, cause: causeOf(error) })
  }
}

async function fail(run: Run, error: unknown): Promise<RunEnd> {
  const { ports, job, signal } = run
  const failure = failureOf(error)
  const { code } = failure
  const { id: jobId, tenantId, kind, documentId, attempt, outages = 0 } = job
  ports.log.warn('job-failed', { tenantId, jobId, kind, documentId, attempt, code, cause: causeOf(error) })
  if (isPermanentFailure(code)) return park(run, failure)
  const random = ports.ids.random()
  if (isOutage(code)) {
    // Nobody may open what is not scanned: that waits for the scanner, however long it is away.
    if (kind !== 'virus-scan' && outages + 1 >= MAX_OUTAGES) return park(run, failure)
    await ports.jobQueue.putOff(job, failure, backOffMs(outages + 1, JOB_BACK_OFF, random), signal)
    return 'put-off'
  }
  if (attempt >= MAX_ATTEMPTS) return park(run, failure)
  await ports.jobQueue.retryLater(job, failure, backOffMs(attempt, JOB_BACK_OFF, random), signal)
  return 'failed'
}

async function park({ ports, actor, job, signal }: Run, failure: JobFailure): Promise<RunEnd> {
  if (job.kind !== 'renew') {
    await saveParked(ports, actor, job, failure, signal)
    return 'parked'
  }
  await saveGivenUp(ports, actor, job, failure, signal)
  return 'given-up'
}

/** Other work goes first; the pages that are done stay done. */
async function giveWay({ ports, job, signal, progress }: Run): Promise<RunEnd> {
  await progress.release('last', signal)
  ports.log.info('job-gave-way', {
    tenantId: job.tenantId,
    jobId: job.id,
    kind: job.kind,
    documentId: job.documentId,
  })
  return 'gave-way'
}

/** The process ends: another one, or the next start, goes on from the pages that are done. */
async function handBack({ ports, job, progress }: Run): Promise<RunEnd> {
  try {
    await progress.release('first', AbortSignal.timeout(FAREWELL_MS))
    return 'handed-back'
  } catch (error) {
    // Nothing is lost: the lease runs out, and another worker takes the job over then.
    ports.log.warn('job-not-handed-back', {
      tenantId: job.tenantId,
      jobId: job.id,
      kind: job.kind,
      cause: causeOf(error),
    })
    return 'lost'
  }
}

function failureOf(error: unknown): JobFailure {
  if (isMailroomError(error)) return { code: error.code, detail: error.message }
  return { code: 'recognition-failed', detail: 'An unexpected failure; the log names it.' }
}
