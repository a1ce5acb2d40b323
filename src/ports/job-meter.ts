import type { JobKind } from '../domain/intake/job.ts'

/**
 * How one run of a job ended: `done`; `failed`, to be tried again; `put-off` for an outage; `parked` for a person; `given-up` when
 * nobody has to look; `gave-way` to other work; `handed-back` at the end of the process; `lost` to another worker.
 */
export type RunEnd =
  'done' | 'failed' | 'put-off' | 'parked' | 'given-up' | 'gave-way' | 'handed-back' | 'lost'

/** What operators measure of the machine's work. */
export interface JobMeter {
  runEnded(kind: JobKind, end: RunEnd, seconds: number): void
}
