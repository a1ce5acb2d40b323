/** Work of the machine that waits for a worker. */
export const JOB_KINDS = ['recognise', 'understand', 'compose-view-copy'] as const
export type JobKind = (typeof JOB_KINDS)[number]

export type JobState = 'queued' | 'running' | 'done' | 'parked'

export interface Job {
  readonly id: string
  readonly tenantId: string
  readonly kind: JobKind
  readonly documentId: string
  readonly itemId: string
  readonly state: JobState
  /** Counted at the claim, so that a crash counts too. */
  readonly attempt: number
  /** Grows with every claim; results are saved only with the fence of the running claim. */
  readonly fence: number
  /** Lower goes first: 0 for what a person waits for, 5 for the rest. */
  readonly priority: number
  readonly createdAt: string
  /** Code and sentence of the last failure. */
  readonly failure?: { readonly code: string; readonly detail: string; readonly at: string }
}

/** After this many attempts a job is parked for a person. */
export const MAX_ATTEMPTS = 3

/**
 * Exponential back-off with full jitter.
 *
 * @param attempt 1 for the first failure
 * @param random  0 ≤ random < 1
 */
export function backOffMs(attempt: number, random: number): number {
  const ceilingMs = Math.min(60_000, 1_000 * 2 ** (attempt - 1))
  return Math.round(ceilingMs * (0.5 + random / 2))
}
