import type { JobPorts } from '../../../src/workers/run-jobs.ts'
import { createPulse } from '../../../src/workers/pulse.ts'

/** Instruments that nobody reads. */
export function silentGauges(): Pick<JobPorts, 'jobMeter' | 'pulse'> {
  return { jobMeter: { runEnded: () => undefined }, pulse: createPulse() }
}
