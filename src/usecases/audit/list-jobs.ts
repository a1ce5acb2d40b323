import type { Actor } from '../../domain/access/actor.ts'
import type { Job, JobState } from '../../domain/intake/job.ts'
import type { Page, PageRequest } from '../../ports/repository.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { JobQueue } from '../../ports/job-queue.ts'

/** @throws {MailroomError} `forbidden` */
export type ListJobs = (
  actor: Actor,
  state: JobState | undefined,
  page: PageRequest,
  signal: AbortSignal,
) => Promise<Page<Job>>

export function createListJobs({ jobQueue }: { readonly jobQueue: JobQueue }): ListJobs {
  return async function listJobs(actor, state, page, signal) {
    requirePermission(actor, 'jobs:read')
    return jobQueue.list(actor, state, page, signal)
  }
}
