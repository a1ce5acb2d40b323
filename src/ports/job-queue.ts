import type { Actor, Person } from '../domain/access/actor.ts'
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
export interface JobQueue extends JobClaims {
  /** Joins the running transaction. Queueing the same work again changes nothing. */
  enqueue(actor: Actor, job: NewJob, signal: AbortSignal): Promise<void>

  /** Inside the actor's tenant. */
  list(actor: Actor, state: JobState | undefined, page: PageRequest, signal: AbortSignal): Promise<Page<Job>>
  find(actor: Actor, id: string, signal: AbortSignal): Promise<Job | undefined>
  /** The parked or queued jobs of an item. */
  ofItem(actor: Actor, itemId: string, signal: AbortSignal): Promise<Job[]>
  /** Back to `queued`, awaited and with a fresh budget of attempts; `state-conflict` when it is not parked. */
  retry(actor: Actor, id: string, signal: AbortSignal): Promise<void>
  /** Gives the open jobs of an item the priority of what a person waits for. */
  hurry(actor: Actor, itemId: string, signal: AbortSignal): Promise<void>

  /** Nothing of the tenant is claimed from now on; what runs gives way at its next page. `state-conflict` when paused already. */
  pause(actor: Actor, pause: QueuePause, signal: AbortSignal): Promise<void>
  /** `state-conflict` when it is not paused. */
  resume(actor: Actor, signal: AbortSignal): Promise<void>
  /** Of the actor's tenant. */
  status(actor: Actor, signal: AbortSignal): Promise<QueueStatus>
  /** For metrics: over all tenants. */
  depth(signal: AbortSignal): Promise<QueueDepth>
}

/** What workers do. */
export interface JobClaims {
  /**
   * The next job of any tenant that has not paused its queue: lowest priority first, tenants taking turns, oldest first.
   * Expired leases count as free.
   *
   * @param atMost only jobs of this priority or a more urgent one; any when absent
   */
  claim(workerId: string, leaseMs: number, signal: AbortSignal, atMost?: number): Promise<Job | undefined>
  /** Lets every lease run out now. For who knows that no worker lives: the attempts count, as after any crash. */
  endLeases(signal: AbortSignal): Promise<void>
  extend(job: Job, leaseMs: number, signal: AbortSignal): Promise<void>
  /**
   * Whether a running job should let others go first: its tenant has paused the queue, something more urgent waits, or it
   * had its turn and something as urgent waits.
   */
  shouldGiveWay(job: Job, hadItsTurn: boolean, signal: AbortSignal): Promise<boolean>
  /** Joins the running transaction, so that a result and its job end together. */
  complete(job: Job, signal: AbortSignal): Promise<void>
  /** The attempt counts. */
  retryLater(job: Job, failure: JobFailure, delayMs: number, signal: AbortSignal): Promise<void>
  /** As `retryLater` for what is no fault of the document: the attempt does not count, the outage does. */
  putOff(job: Job, failure: JobFailure, delayMs: number, signal: AbortSignal): Promise<void>
  /**
   * Joins the running transaction. Queued again at once, as if the run had not been an attempt; `last` puts it behind
   * everything of the same priority.
   */
  release(job: Job, place: 'first' | 'last', signal: AbortSignal): Promise<void>
  /** Ends the attempts; a person must look. */
  park(job: Job, failure: JobFailure, signal: AbortSignal): Promise<void>
}

export interface JobFailure {
  readonly code: string
  readonly detail: string
}

export interface QueuePause {
  readonly at: string
  readonly by: Person
  readonly reason?: string
}

export interface QueueStatus {
  readonly paused?: QueuePause
  readonly queued: number
  readonly running: number
  readonly parked: number
  readonly oldestQueuedSeconds: number
}

export interface StageDepth {
  readonly queued: number
  readonly running: number
  readonly parked: number
  /** 0 when nothing waits. */
  readonly oldestQueuedSeconds: number
}

export interface QueueDepth {
  readonly stages: Readonly<Record<JobKind, StageDepth>>
  readonly done: number
  readonly pausedTenants: number
}
