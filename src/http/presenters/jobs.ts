import type { z } from 'zod'
import type { JobView } from '../../contract/operation.ts'
import type { Job } from '../../domain/intake/job.ts'
import type { Presented } from '../route.ts'

/** Lease and fence are between queue and worker. */
export function presentJob(job: Job): Presented<z.infer<typeof JobView>> {
  const { id, kind, state, itemId, documentId, attempt, createdAt } = job
  return { id, kind, state, itemId, documentId, attempt, createdAt, failure: job.failure ?? null }
}
