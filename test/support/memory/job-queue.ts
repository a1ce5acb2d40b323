import { MailroomError } from '../../../src/domain/errors.ts'
import { AWAITED, JOB_KINDS, type Job, type JobKind, type JobState } from '../../../src/domain/intake/job.ts'
import type { Clock, IdGenerator } from '../../../src/ports/clock.ts'
import type { JobClaims, JobFailure, JobQueue, QueuePause, StageDepth } from '../../../src/ports/job-queue.ts'
import type { MemoryDatabase } from './database.ts'
import { pageOf } from './records.ts'

interface QueuedJob {
  readonly job: Job
  readonly inputHash: string
  /** Place among jobs of the same tenant and priority. */
  readonly queuedAtMs: number
  /** Queued: not before; running: end of the lease. */
  readonly dueAtMs: number
}

interface Table {
  readonly nowMs: () => number
  readonly entries: () => QueuedJob[]
  readonly paused: () => ReadonlyMap<string, QueuePause>
}

export function createMemoryJobQueue(database: MemoryDatabase, clock: Clock, ids: IdGenerator): JobQueue {
  const table: Table = {
    nowMs: () => clock.now().getTime(),
    entries: () => [...database.read<QueuedJob>('jobs').values()],
    paused: () => database.read<QueuePause>('job-pauses'),
  }
  return {
    async enqueue(actor, { inputHash, ...said }, signal) {
      await database.write(signal, (open) => {
        const known = table
          .entries()
          .some(
            ({ job, inputHash: hash }) =>
              job.documentId === said.documentId && job.kind === said.kind && hash === inputHash,
          )
        if (known) return
        const createdAt = clock.now().toISOString()
        const id = ids.next()
        const fresh = { state: 'queued', attempt: 0, fence: 0, createdAt } as const
        const job: Job = { ...said, id, tenantId: actor.tenantId, ...fresh }
        const nowMs = table.nowMs()
        open<QueuedJob>('jobs').set(id, { job, inputHash, queuedAtMs: nowMs, dueAtMs: nowMs })
      })
    },
    ...createClaims(database, clock, table),
    ...createViews(database, table),
  }
}

function createClaims(database: MemoryDatabase, clock: Clock, { entries, nowMs, paused }: Table): JobClaims {
  async function change(job: Job, signal: AbortSignal, next: (entry: QueuedJob) => QueuedJob): Promise<void> {
    await database.write(signal, (open) => {
      const jobs = open<QueuedJob>('jobs')
      const entry = jobs.get(job.id)
      if (entry?.job.state !== 'running' || entry.job.fence !== job.fence) {
        throw new MailroomError('lease-lost', 'Another worker has taken the job over.')
      }
      jobs.set(job.id, next(entry))
    })
  }

  function failed(entry: QueuedJob, changed: Partial<Job>, failure: JobFailure, dueAtMs: number): QueuedJob {
    const at = clock.now().toISOString()
    return { ...entry, dueAtMs, job: { ...entry.job, ...changed, failure: { ...failure, at } } }
  }

  function free(priority: number): QueuedJob[] {
    return entries().filter(
      ({ job, dueAtMs }) =>
        (job.state === 'queued' || job.state === 'running') &&
        dueAtMs <= nowMs() &&
        job.priority <= priority &&
        !paused().has(job.tenantId),
    )
  }

  return {
    claim(_workerId, leaseMs, signal, priority = Infinity) {
      return database.write(signal, (open) => {
        const turns = open<number>('job-turns')
        const [entry] = free(priority).sort(
          ({ job: left, ...one }, { job: right, ...other }) =>
            left.priority - right.priority ||
            (turns.get(left.tenantId) ?? 0) - (turns.get(right.tenantId) ?? 0) ||
            one.queuedAtMs - other.queuedAtMs ||
            (left.id < right.id ? -1 : 1),
        )
        if (entry === undefined) return undefined
        const { attempt, fence, tenantId } = entry.job
        const job: Job = { ...entry.job, state: 'running', attempt: attempt + 1, fence: fence + 1 }
        open<QueuedJob>('jobs').set(job.id, { ...entry, job, dueAtMs: nowMs() + leaseMs })
        turns.set(tenantId, Math.max(0, ...turns.values()) + 1)
        return job
      })
    },
    endLeases: (signal) =>
      database.write(signal, (open) => {
        for (const entry of entries()) {
          if (entry.job.state === 'running')
            open<QueuedJob>('jobs').set(entry.job.id, { ...entry, dueAtMs: 0 })
        }
      }),
    extend: (job, leaseMs, signal) =>
      change(job, signal, (entry) => ({ ...entry, dueAtMs: nowMs() + leaseMs })),
    async shouldGiveWay(job, hadItsTurn, signal) {
      signal.throwIfAborted()
      return paused().has(job.tenantId) || free(hadItsTurn ? job.priority : job.priority - 1).length > 0
    },
    complete: (job, signal) =>
      change(job, signal, (entry) => ({ ...entry, job: { ...entry.job, state: 'done' } })),
    retryLater: (job, failure, delayMs, signal) =>
      change(job, signal, (entry) => failed(entry, { state: 'queued' }, failure, nowMs() + delayMs)),
    putOff: (job, failure, delayMs, signal) =>
      change(job, signal, (entry) => {
        const { attempt, outages = 0 } = entry.job
        const changed = { state: 'queued', attempt: attempt - 1, outages: outages + 1 } as const
        return failed(entry, changed, failure, nowMs() + delayMs)
      }),
    release: (job, place, signal) =>
      change(job, signal, (entry) => ({
        ...entry,
        dueAtMs: nowMs(),
        queuedAtMs: place === 'last' ? nowMs() : entry.queuedAtMs,
        job: { ...entry.job, state: 'queued', attempt: entry.job.attempt - 1 },
      })),
    park: (job, failure, signal) =>
      change(job, signal, (entry) => failed(entry, { state: 'parked' }, failure, nowMs())),
  }
}

type Views = Omit<JobQueue, 'enqueue' | keyof JobClaims>

function createViews(database: MemoryDatabase, { entries, nowMs, paused }: Table): Views {
  const isOpen = ({ job }: QueuedJob): boolean => job.state === 'queued' || job.state === 'running'

  function depthOf(isMeant: (job: Job) => boolean): StageDepth {
    const jobs = entries().flatMap(({ job }) => (isMeant(job) ? [job] : []))
    const count = (state: JobState): number => jobs.filter((job) => job.state === state).length
    const queued = jobs.filter(({ state }) => state === 'queued')
    const now = nowMs()
    const oldestMs = Math.min(now, ...queued.map(({ createdAt }) => Date.parse(createdAt)))
    const oldestQueuedSeconds = (now - oldestMs) / 1_000
    return { queued: queued.length, running: count('running'), parked: count('parked'), oldestQueuedSeconds }
  }

  return {
    async list(actor, state, page, signal) {
      signal.throwIfAborted()
      const jobs = entries().map(({ job }) => job)
      const found = jobs.filter(
        (job) => job.tenantId === actor.tenantId && (state === undefined || job.state === state),
      )
      return pageOf(found, (job) => job.createdAt, page)
    },
    async find(actor, id, signal) {
      signal.throwIfAborted()
      const job = database.read<QueuedJob>('jobs').get(id)?.job
      return job?.tenantId === actor.tenantId ? job : undefined
    },
    async ofItem(actor, itemId, signal) {
      signal.throwIfAborted()
      const jobs = entries().map(({ job }) => job)
      return jobs.filter(
        (job) =>
          job.tenantId === actor.tenantId &&
          job.itemId === itemId &&
          (job.state === 'queued' || job.state === 'parked'),
      )
    },
    async retry(actor, id, signal) {
      await database.write(signal, (open) => {
        const jobs = open<QueuedJob>('jobs')
        const entry = jobs.get(id)
        if (entry?.job.tenantId !== actor.tenantId)
          throw new MailroomError('not-found', 'There is no such job.')
        if (entry.job.state !== 'parked')
          throw new MailroomError('state-conflict', 'Only a parked job can be tried again.')
        const fresh = { state: 'queued', attempt: 0, outages: 0, priority: AWAITED } as const
        jobs.set(id, { ...entry, dueAtMs: nowMs(), job: { ...entry.job, ...fresh } })
      })
    },
    async hurry(actor, itemId, signal) {
      await database.write(signal, (open) => {
        const jobs = open<QueuedJob>('jobs')
        for (const entry of entries()) {
          const { job } = entry
          if (!isOpen(entry) || job.itemId !== itemId || job.tenantId !== actor.tenantId) continue
          jobs.set(job.id, { ...entry, job: { ...job, priority: AWAITED } })
        }
      })
    },
    async pause(actor, pause, signal) {
      await database.write(signal, (open) => {
        const pauses = open<QueuePause>('job-pauses')
        if (pauses.has(actor.tenantId))
          throw new MailroomError('state-conflict', 'The queue is paused already.')
        pauses.set(actor.tenantId, pause)
      })
    },
    async resume(actor, signal) {
      await database.write(signal, (open) => {
        if (!open<QueuePause>('job-pauses').delete(actor.tenantId))
          throw new MailroomError('state-conflict', 'The queue is not paused.')
      })
    },
    async status(actor, signal) {
      signal.throwIfAborted()
      const pause = paused().get(actor.tenantId)
      const depth = depthOf(({ tenantId }) => tenantId === actor.tenantId)
      return { ...depth, ...(pause === undefined ? {} : { paused: pause }) }
    },
    async depth(signal) {
      signal.throwIfAborted()
      const stages = Object.fromEntries(
        JOB_KINDS.map((kind) => [kind, depthOf((job) => job.kind === kind)] as const),
      ) as Record<JobKind, StageDepth>
      const done = entries().filter(({ job }) => job.state === 'done').length
      return { stages, done, pausedTenants: paused().size }
    },
  }
}
