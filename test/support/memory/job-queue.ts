import { MailroomError } from '../../../src/domain/errors.ts'
import type { Job, JobState } from '../../../src/domain/intake/job.ts'
import type { Clock, IdGenerator } from '../../../src/ports/clock.ts'
import type { JobFailure, JobQueue } from '../../../src/ports/job-queue.ts'
import type { MemoryDatabase } from './database.ts'
import { pageOf } from './records.ts'

interface QueuedJob {
  readonly job: Job
  readonly inputHash: string
  /** Queued: not before; running: end of the lease. */
  readonly dueAtMs: number
}

export function createMemoryJobQueue(database: MemoryDatabase, clock: Clock, ids: IdGenerator): JobQueue {
  const nowMs = (): number => clock.now().getTime()
  const entries = (): QueuedJob[] => [...database.read<QueuedJob>('jobs').values()]

  async function change(job: Job, signal: AbortSignal, next: (entry: QueuedJob) => QueuedJob): Promise<void> {
    await database.write(signal, (table) => {
      const jobs = table<QueuedJob>('jobs')
      const entry = jobs.get(job.id)
      if (entry?.job.state !== 'running' || entry.job.fence !== job.fence) {
        throw new MailroomError('lease-lost', 'Another worker has taken the job over.')
      }
      jobs.set(job.id, next(entry))
    })
  }

  function failed(entry: QueuedJob, state: JobState, failure: JobFailure, dueAtMs: number): QueuedJob {
    return {
      ...entry,
      dueAtMs,
      job: { ...entry.job, state, failure: { ...failure, at: clock.now().toISOString() } },
    }
  }

  return {
    async enqueue(actor, { inputHash, ...said }, signal) {
      await database.write(signal, (table) => {
        const known = entries().some(
          ({ job, inputHash: hash }) =>
            job.documentId === said.documentId && job.kind === said.kind && hash === inputHash,
        )
        if (known) return
        const createdAt = clock.now().toISOString()
        const id = ids.next()
        const job: Job = {
          ...said,
          id,
          tenantId: actor.tenantId,
          state: 'queued',
          attempt: 0,
          fence: 0,
          createdAt,
        }
        table<QueuedJob>('jobs').set(id, { job, inputHash, dueAtMs: nowMs() })
      })
    },

    claim(_workerId, leaseMs, signal) {
      return database.write(signal, (table) => {
        const turns = table<number>('job-turns')
        const free = entries().filter(
          ({ job, dueAtMs }) => (job.state === 'queued' || job.state === 'running') && dueAtMs <= nowMs(),
        )
        free.sort(
          ({ job: left }, { job: right }) =>
            left.priority - right.priority ||
            (turns.get(left.tenantId) ?? 0) - (turns.get(right.tenantId) ?? 0) ||
            (left.createdAt + left.id < right.createdAt + right.id ? -1 : 1),
        )
        const [entry] = free
        if (entry === undefined) return undefined
        const { attempt, fence, tenantId } = entry.job
        const job: Job = { ...entry.job, state: 'running', attempt: attempt + 1, fence: fence + 1 }
        table<QueuedJob>('jobs').set(job.id, { ...entry, job, dueAtMs: nowMs() + leaseMs })
        turns.set(tenantId, Math.max(0, ...turns.values()) + 1)
        return job
      })
    },

    extend: (job, leaseMs, signal) =>
      change(job, signal, (entry) => ({ ...entry, dueAtMs: nowMs() + leaseMs })),
    complete: (job, signal) =>
      change(job, signal, (entry) => ({ ...entry, job: { ...entry.job, state: 'done' } })),
    retryLater: (job, failure, delayMs, signal) =>
      change(job, signal, (entry) => failed(entry, 'queued', failure, nowMs() + delayMs)),
    park: (job, failure, signal) => change(job, signal, (entry) => failed(entry, 'parked', failure, nowMs())),

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
      await database.write(signal, (table) => {
        const jobs = table<QueuedJob>('jobs')
        const entry = jobs.get(id)
        if (entry?.job.tenantId !== actor.tenantId)
          throw new MailroomError('not-found', 'There is no such job.')
        if (entry.job.state !== 'parked')
          throw new MailroomError('state-conflict', 'Only a parked job can be tried again.')
        jobs.set(id, { ...entry, dueAtMs: nowMs(), job: { ...entry.job, state: 'queued', attempt: 0 } })
      })
    },
    async depth(signal) {
      signal.throwIfAborted()
      const byState: Record<JobState, number> = { queued: 0, running: 0, done: 0, parked: 0 }
      for (const { job } of entries()) byState[job.state] += 1
      const queuedAtMs = entries().flatMap(({ job }) =>
        job.state === 'queued' ? Date.parse(job.createdAt) : [],
      )
      const oldestQueuedSeconds = queuedAtMs.length === 0 ? 0 : (nowMs() - Math.min(...queuedAtMs)) / 1_000
      return { byState, oldestQueuedSeconds }
    },
  }
}
