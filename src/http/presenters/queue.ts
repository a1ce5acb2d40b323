import type { z } from 'zod'
import type { QueueView } from '../../contract/operation.ts'
import type { QueueStatus } from '../../ports/job-queue.ts'
import type { Presented } from '../route.ts'

export function presentQueue({ paused, ...counts }: QueueStatus): Presented<z.infer<typeof QueueView>> {
  return {
    ...counts,
    paused:
      paused === undefined
        ? null
        : { at: paused.at, by: paused.by.displayName, reason: paused.reason ?? null },
  }
}
