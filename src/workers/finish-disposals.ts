import { systemActor } from '../domain/access/actor.ts'
import type { Bell } from '../ports/bell.ts'
import type { IdGenerator } from '../ports/clock.ts'
import type { DisposalRuns } from '../ports/disposal-runs.ts'
import type { Log } from '../ports/log.ts'
import type { Tenants } from '../ports/organisation.ts'
import type { FinishRun } from '../usecases/disposal/destroy-run.ts'
import { causeOf, repeat } from './repeat.ts'
import { spaced } from './spaced.ts'

export interface FinishDisposalsPorts {
  readonly tenants: Tenants
  readonly disposalRuns: DisposalRuns
  readonly finishRun: FinishRun
  readonly ids: IdGenerator
  readonly bell: Bell
  readonly log: Log
}

const MINUTE_MS = 60_000
const SPACING = { lookEveryMs: 10 * MINUTE_MS, apartMs: 10 * MINUTE_MS } as const

/**
 * Ends destructions that two persons have decided and an interruption has cut short, at the start and every ten minutes, until
 * the signal ends it: half a case file must not wait for somebody to press a button. What cannot be ended, because the store
 * still guards its objects, is told in the log and tried again.
 */
export function finishDisposals(ports: FinishDisposalsPorts, signal: AbortSignal): Promise<void> {
  return repeat(
    async () => {
      const lookedAtMs = performance.now()
      for (const { id } of await ports.tenants.all(signal)) await finishDue(ports, id, signal)
      await spaced(ports.bell, SPACING, lookedAtMs, signal)
    },
    async (error) => {
      ports.log.error('disposals-not-finished', { cause: causeOf(error) })
      await ports.bell.wait(MINUTE_MS, signal)
    },
    signal,
  )
}

/** One look at a tenant. */
export async function finishDue(
  { disposalRuns, finishRun, ids, log }: FinishDisposalsPorts,
  tenantId: string,
  signal: AbortSignal,
): Promise<void> {
  const runs = await disposalRuns.unfinished(systemActor(tenantId, ids.next()), signal)
  for (const run of runs) {
    if (run.state === 'requested' && run.approved === undefined) continue
    try {
      const { files } = await finishRun(run, ids.next(), signal)
      const destroyed = files.filter((file) => file.destroyed !== undefined).length
      log.warn('disposal-finished', { tenantId, runId: run.id, destroyed })
    } catch (error) {
      signal.throwIfAborted()
      log.warn('disposal-not-finished', { tenantId, runId: run.id, cause: causeOf(error) })
    }
  }
}
