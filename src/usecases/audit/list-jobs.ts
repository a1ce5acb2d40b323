import type { Actor } from '../../domain/access/actor.ts'
import type { Job, JobState } from '../../domain/intake/job.ts'
import type { Page, PageRequest } from '../../ports/repository.ts'

/** @throws {MailroomError} `forbidden` */
export type ListJobs = (
  actor: Actor,
  state: JobState | undefined,
  page: PageRequest,
  signal: AbortSignal,
) => Promise<Page<Job>>
