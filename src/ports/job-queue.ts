import type { Actor } from '../domain/access/actor.ts'
import type { Job, JobKind, JobState } from '../domain/intake/job.ts'
import type { Page, PageRequest } from './repository.ts'

export interface NewJob {
  readonly kind: JobKind
  readonly documentId: string
  readonly itemId: string
  readonly priority: number
  /** What the result depends on; the same (document, kind, inputHash) is queued only once. */
  readonly inputHash: string
}

/**
 * The queue of the machine's work. Leases run on database time. A claim counts the attempt and raises the fence; every
 * later call names the claim, and fails with `lease-lost` when another worker has taken the job over. A job whose workers
 * died keeps coming back: who claims one with `attempt` above `MAX_ATTEMPTS` parks it.
 */
export interface JobQueue {
  /** Joins the running transaction. Queueing the same work again changes nothing. */
  enqueue(actor: Actor, job: NewJob, signal: AbortSignal): Promise<void>
  /** The next job of any tenant: lowest priority first, tenants taking turns, oldest first. Expired leases count as free. */
  claim(workerId: string, leaseMs: number, signal: AbortSignal): Promise<Job | undefined>
  extend(job: Job, leaseMs: number, signal: AbortSignal): Promise<void>
  /** Joins the running transaction, so that a result and its job end together. */
  complete(job: Job, signal: AbortSignal): Promise<void>
  retryLater(job: Job, failure: JobFailure, delayMs: number, signal: AbortSignal): Promise<void>
  /** Ends the attempts; a person must look. */
  park(job: Job, failure: JobFailure, signal: AbortSignal): Promise<void>

  /** Inside the actor's tenant. */
  list(actor: Actor, state: JobState | undefined, page: PageRequest, signal: AbortSignal): Promise<Page<Job>>
  find(actor: Actor, id: string, signal: AbortSignal): Promise<Job | undefined>
  /** The parked or queued jobs of an item. */
  ofItem(actor: Actor, itemId: string, signal: AbortSignal): Promise<Job[]>
  /** Back to `queued` with a fresh budget of attempts; `state-conflict` when it is not parked. */
  retry(actor: Actor, id: string, signal: AbortSignal): Promise<void>
  /** For metrics: number of jobs by state over all tenants, and the age of the oldest queued one in seconds. */
  depth(
    signal: AbortSignal,
  ): Promise<{ readonly byState: Readonly<Record<JobState, number>>; readonly oldestQueuedSeconds: number }>
}

export interface JobFailure {
  readonly code: string
  readonly detail: string
}
