import { systemActor } from '../domain/access/actor.ts'
import { isMailroomError } from '../domain/errors.ts'
import type { Bell } from '../ports/bell.ts'
import type { Clock, IdGenerator } from '../ports/clock.ts'
import type { IntegrityStore } from '../ports/integrity-store.ts'
import type { Log } from '../ports/log.ts'
import type { Tenants } from '../ports/organisation.ts'
import type { RequestScan } from '../usecases/integrity/request-scan.ts'
import type { RunScan } from '../usecases/integrity/run-scan.ts'
import { causeOf, repeat } from './repeat.ts'
import { spaced } from './spaced.ts'

export interface ScanIntegrityPorts {
  readonly integrityStore: IntegrityStore
  readonly tenants: Tenants
  readonly clock: Clock
  readonly ids: IdGenerator
  readonly bell: Bell
  readonly log: Log
  readonly requestScan: RequestScan
  readonly runScan: RunScan
}

export interface ScanSchedule {
  /** A tenant whose newest scan is older than this gets another one. */
  readonly everyMs: number
  /** Until then a process that has just started only does what people ask for. */
  readonly firstAfterMs: number
}

const LEASE_MS = 60_000
const LOOK_EVERY_MS = 5_000
/** The bell rings with every change, scans are asked for a few times a day, and each look is a write. */
const SPACING = { lookEveryMs: LOOK_EVERY_MS, apartMs: 1_000 } as const
const SCHEDULE_EVERY_MS = 10 * 60 * 1_000

/** Does the scans that people ask for, and those that are due, until the signal ends it. */
export function scanIntegrity(
  ports: ScanIntegrityPorts,
  schedule: ScanSchedule,
  signal: AbortSignal,
): Promise<void> {
  let nextScheduleMs = performance.now() + schedule.firstAfterMs
  return repeat(
    async () => {
      if (performance.now() >= nextScheduleMs) {
        nextScheduleMs = performance.now() + SCHEDULE_EVERY_MS
        await requestDue(ports, schedule, signal)
      }
      const lookedAtMs = performance.now()
      const scan = await ports.integrityStore.claimScan(LEASE_MS, signal)
      if (scan === undefined) await spaced(ports.bell, SPACING, lookedAtMs, signal)
      else await ports.runScan(scan, signal)
    },
    async (error) => {
      if (!isMailroomError(error, 'lease-lost'))
        ports.log.error('integrity-scan-failed', { cause: causeOf(error) })
      await ports.bell.wait(LOOK_EVERY_MS, signal)
    },
    signal,
  )
}

async function requestDue(
  ports: ScanIntegrityPorts,
  { everyMs }: ScanSchedule,
  signal: AbortSignal,
): Promise<void> {
  const dueMs = ports.clock.now().getTime() - everyMs
  for (const tenant of await ports.tenants.all(signal)) {
    const actor = systemActor(tenant.id, ports.ids.next())
    const [newest] = (await ports.integrityStore.listScans(actor, { limit: 1 }, signal)).items
    if (newest === undefined || Date.parse(newest.createdAt) <= dueMs) await ports.requestScan(actor, signal)
  }
}
