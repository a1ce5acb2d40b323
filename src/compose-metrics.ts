import { collectDefaultMetrics, Gauge, type Registry } from 'prom-client'
import type { Platform } from './compose.ts'
import type { QueueDepth } from './ports/job-queue.ts'
import type { Log } from './ports/log.ts'

/** Counting costs; scrapes in between get the same answer. */
const KEPT_MS = 5_000
const READ_TIMEOUT_MS = 3_000

export type MeasuredParts = Pick<Platform, 'metrics' | 'jobQueue' | 'integrityStore' | 'anchoring' | 'log'>

/** What `/metrics` of this process tells, of the queue too. */
export function createMetrics({
  metrics,
  jobQueue,
  integrityStore,
  anchoring,
  log,
}: MeasuredParts): Registry {
  collectDefaultMetrics({ register: metrics })
  addQueueGauges(
    metrics,
    createReader('queue-not-counted', (signal) => jobQueue.depth(signal), log),
  )
  const damage = createReader('damage-not-counted', (signal) => integrityStore.damageCount(signal), log)
  addGauge(metrics, DAMAGED_OBJECTS, damage, (gauge, count) => {
    gauge.set(count)
  })
  const contradicted = async (): Promise<number> => anchoring.contradicted().length
  addGauge(metrics, CONTRADICTED_CHAINS, contradicted, (gauge, count) => {
    gauge.set(count)
  })
  return metrics
}

function addQueueGauges(metrics: Registry, depth: () => Promise<QueueDepth | undefined>): void {
  addGauge(metrics, JOBS, depth, (gauge, { stages }) => {
    for (const [stage, { oldestQueuedSeconds: _age, ...counts }] of Object.entries(stages))
      for (const [state, count] of Object.entries(counts)) gauge.set({ stage, state }, count)
  })
  addGauge(metrics, JOBS_DONE, depth, (gauge, { done }) => {
    gauge.set(done)
  })
  addGauge(metrics, PAUSED_QUEUES, depth, (gauge, { pausedTenants }) => {
    gauge.set(pausedTenants)
  })
  addGauge(metrics, OLDEST_JOB, depth, (gauge, { stages }) => {
    for (const [stage, { oldestQueuedSeconds }] of Object.entries(stages))
      gauge.set({ stage }, oldestQueuedSeconds)
  })
}

interface Measurement {
  readonly name: string
  readonly help: string
  readonly labelNames?: string[]
}

const JOBS: Measurement = {
  name: 'poststelle_jobs',
  help: 'Jobs by stage and state.',
  labelNames: ['stage', 'state'],
}
const JOBS_DONE: Measurement = {
  name: 'poststelle_jobs_done',
  help: 'Jobs that are through, of all stages.',
}
const PAUSED_QUEUES: Measurement = {
  name: 'poststelle_paused_queues',
  help: 'Tenants whose queue is paused.',
}
const OLDEST_JOB: Measurement = {
  name: 'poststelle_oldest_queued_job_seconds',
  help: 'Age of the oldest job that waits, by stage.',
  labelNames: ['stage'],
}
const DAMAGED_OBJECTS: Measurement = {
  name: 'poststelle_damaged_objects',
  help: 'Stored objects that are known to be damaged.',
}
const CONTRADICTED_CHAINS: Measurement = {
  name: 'poststelle_audit_chains_contradicted',
  help: 'Tenants whose audit chain is not the one that was anchored outside the database.',
}

/** What cannot be read now is left out: the value of before would pass for one of now. */
function addGauge<T>(
  metrics: Registry,
  measurement: Measurement,
  read: () => Promise<T | undefined>,
  show: (gauge: Gauge, value: T) => void,
): void {
  new Gauge({
    ...measurement,
    registers: [metrics],
    async collect() {
      const value = await read()
      this.reset()
      if (value !== undefined) show(this, value)
      else if (measurement.labelNames === undefined) this.remove()
    },
  })
}

/** Without a database there is nothing to tell of what it holds; the other measurements go on. */
function createReader<T>(
  event: string,
  read: (signal: AbortSignal) => Promise<T>,
  log: Log,
): () => Promise<T | undefined> {
  let kept: { readonly value: Promise<T | undefined>; readonly atMs: number } | undefined
  return () => {
    if (kept === undefined || performance.now() - kept.atMs > KEPT_MS) {
      const value = read(AbortSignal.timeout(READ_TIMEOUT_MS)).catch((error: unknown) => {
        log.warn(event, { cause: String(error) })
        return undefined
      })
      kept = { value, atMs: performance.now() }
    }
    return kept.value
  }
}
