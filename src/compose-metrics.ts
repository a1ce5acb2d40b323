import { collectDefaultMetrics, Gauge, type Registry } from 'prom-client'
import type { Platform } from './compose.ts'
import type { QueueDepth } from './ports/job-queue.ts'

/** Counting the queue costs; scrapes in between get the same answer. */
const DEPTH_KEPT_MS = 5_000
const DEPTH_TIMEOUT_MS = 3_000

/** What `/metrics` of this process tells, of the queue too. */
export function createMetrics(platform: Platform): Registry {
  const { metrics } = platform
  collectDefaultMetrics({ register: metrics })
  const jobDepth = createDepthReader(platform)
  const jobs = new Gauge({
    name: 'poststelle_jobs',
    help: 'Jobs by stage and state.',
    labelNames: ['stage', 'state'] as const,
    registers: [metrics],
  })
  const done = new Gauge({
    name: 'poststelle_jobs_done',
    help: 'Jobs that are through, of all stages.',
    registers: [metrics],
  })
  const paused = new Gauge({
    name: 'poststelle_paused_queues',
    help: 'Tenants whose queue is paused.',
    registers: [metrics],
  })
  new Gauge({
    name: 'poststelle_damaged_objects',
    help: 'Stored objects that are known to be damaged.',
    registers: [metrics],
    async collect() {
      const count = await platform.integrityStore
        .damageCount(AbortSignal.timeout(DEPTH_TIMEOUT_MS))
        .catch(() => undefined)
      if (count !== undefined) this.set(count)
    },
  })
  new Gauge({
    name: 'poststelle_audit_chains_contradicted',
    help: 'Tenants whose audit chain is not the one that was anchored outside the database.',
    registers: [metrics],
    collect() {
      this.set(platform.anchoring.contradicted().length)
    },
  })
  new Gauge({
    name: 'poststelle_oldest_queued_job_seconds',
    help: 'Age of the oldest job that waits, by stage.',
    labelNames: ['stage'] as const,
    registers: [metrics],
    async collect() {
      const depth = await jobDepth()
      if (depth === undefined) return
      done.set(depth.done)
      paused.set(depth.pausedTenants)
      for (const [stage, { oldestQueuedSeconds, ...counts }] of Object.entries(depth.stages)) {
        this.set({ stage }, oldestQueuedSeconds)
        for (const [state, count] of Object.entries(counts)) jobs.set({ stage, state }, count)
      }
    },
  })
  return metrics
}

/** Without a database there is nothing to tell of the queue; the other measurements go on. */
function createDepthReader({ jobQueue, log }: Platform): () => Promise<QueueDepth | undefined> {
  let kept: { readonly depth: QueueDepth | undefined; readonly atMs: number } | undefined
  return async () => {
    if (kept === undefined || performance.now() - kept.atMs > DEPTH_KEPT_MS) {
      const depth = await jobQueue.depth(AbortSignal.timeout(DEPTH_TIMEOUT_MS)).catch((error: unknown) => {
        log.warn('queue-not-counted', { cause: String(error) })
        return undefined
      })
      kept = { depth, atMs: performance.now() }
    }
    return kept.depth
  }
}
