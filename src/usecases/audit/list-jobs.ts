import type { Actor } from '../../domain/access/actor.ts'
import type { Job, JobState } from '../../domain/intake/job.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'
import type { Page, PageRequest } from '../../ports/repository.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { JobQueue } from '../../ports/job-queue.ts'
import { overseesJobs } from '../shared/oversees-jobs.ts'

/**
 * For who looks after the machine all jobs, for others those of items they may read. Pages can then be shorter than
 * asked for, and say no total.
 *
 * @throws {MailroomError} `forbidden`
 */
export type ListJobs = (
  actor: Actor,
  state: JobState | undefined,
  page: PageRequest,
  signal: AbortSignal,
) => Promise<Page<Job>>

/** Bounds the work of one call when little of the queue is the actor's. */
const MAX_PAGES_READ = 20

export function createListJobs({
  jobQueue,
  incomingItems,
}: {
  readonly jobQueue: JobQueue
  readonly incomingItems: IncomingItems
}): ListJobs {
  async function readable(actor: Actor, jobs: readonly Job[], signal: AbortSignal): Promise<Job[]> {
    const itemIds = [...new Set(jobs.map(({ itemId }) => itemId))]
    const items = await Promise.all(itemIds.map((itemId) => incomingItems.find(actor, itemId, signal)))
    const known = new Set(items.map((item) => item?.id))
    return jobs.filter(({ itemId }) => known.has(itemId))
  }

  return async function listJobs(actor, state, page, signal) {
    requirePermission(actor, 'jobs:read')
    let found = await jobQueue.list(actor, state, page, signal)
    if (overseesJobs(actor)) return found
    let items = await readable(actor, found.items, signal)
    for (let pagesRead = 1; items.length === 0 && pagesRead < MAX_PAGES_READ; pagesRead += 1) {
      if (found.nextCursor === undefined) break
      found = await jobQueue.list(actor, state, { ...page, cursor: found.nextCursor }, signal)
      items = await readable(actor, found.items, signal)
    }
    return { items, ...(found.nextCursor === undefined ? {} : { nextCursor: found.nextCursor }) }
  }
}
