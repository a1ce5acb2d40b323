import { Counter, Histogram, type Registry } from 'prom-client'
import type { JobMeter } from '../../ports/job-meter.ts'

/** Seconds; a page takes one or two, a long file minutes. */
const BUCKETS = [0.05, 0.2, 0.5, 1, 2, 5, 10, 20, 60, 180, 600]

/** Counts the runs of this process's workers. */
export function createJobMeter(registry: Registry): JobMeter {
  const runs = new Counter({
    name: 'poststelle_job_runs_total',
    help: 'Attempts of jobs by stage and by how they ended.',
    labelNames: ['stage', 'end'] as const,
    registers: [registry],
  })
  const seconds = new Histogram({
    name: 'poststelle_job_run_seconds',
    help: 'Time that one attempt took, by stage.',
    labelNames: ['stage'] as const,
    buckets: BUCKETS,
    registers: [registry],
  })
  return {
    runEnded(kind, end, elapsedSeconds) {
      runs.inc({ stage: kind, end })
      seconds.observe({ stage: kind }, elapsedSeconds)
    },
  }
}
