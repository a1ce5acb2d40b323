import type { Job } from '../domain/intake/job.ts'
import { repeat, causeOf } from './repeat.ts'
import { runJob, LEASE_MS, type RunPorts } from './run-job.ts'
import type { Pulse } from './pulse.ts'
import { spaced } from './spaced.ts'

export interface JobPorts extends RunPorts {
  readonly pulse: Pulse
}

export interface JobOptions {
  /** Names this process in leases. */
  readonly workerId: string
  /** Jobs at the same time. */
  readonly lanes: number
  /** The lanes work on jobs of this priority or a more urgent one; on all when absent. */
  readonly atMostPriority?: number
  /** An idle lane looks no more often than this, however often the bell rings. */
  readonly apartMs?: number
}

/** Other processes may have queued something that the bell of this one did not hear. */
const LOOK_EVERY_MS = 1_000
/** The bell rings with every change, and most of them are no new job. */
const APART_MS = 200
/** After a failure of the queue itself. */
const PAUSE_MS = 2_000
/** A claim takes some milliseconds; who waits longer waits for a database that is gone. */
const CLAIM_MS = 10_000

/** Works on jobs until the signal ends it; running jobs are handed back then. */
export async function runJobs(ports: JobPorts, options: JobOptions, signal: AbortSignal): Promise<void> {
  const names = Array.from(
    { length: options.lanes },
    (_, lane) => `${options.atMostPriority ?? 'all'}/${lane}`,
  )
  await Promise.all(names.map((name) => runLane(ports, options, name, signal)))
}

async function runLane(
  ports: JobPorts,
  options: JobOptions,
  name: string,
  signal: AbortSignal,
): Promise<void> {
  const beat = (): void => {
    ports.pulse.beat(name)
  }
  const spacing = { lookEveryMs: LOOK_EVERY_MS, apartMs: options.apartMs ?? APART_MS }
  beat()
  await repeat(
    async () => {
      const lookedAtMs = performance.now()
      const job = await claimNext(ports, options)
      beat()
      if (job === undefined) await spaced(ports.bell, spacing, lookedAtMs, signal)
      else await runJob(ports, job, beat, signal)
    },
    async (error) => {
      ports.log.error('job-lane-failed', { cause: causeOf(error) })
      await ports.bell.wait(PAUSE_MS, signal)
    },
    signal,
  )
  ports.pulse.stop(name)
}

/** Not ended by a stop: the queue may have given a job away already, and somebody must hand it back. */
function claimNext(
  { jobQueue }: JobPorts,
  { workerId, atMostPriority }: JobOptions,
): Promise<Job | undefined> {
  return jobQueue.claim(workerId, LEASE_MS, AbortSignal.timeout(CLAIM_MS), atMostPriority)
}
