import { systemActor } from '../domain/access/actor.ts'
import type { OrgUnit, Tenant } from '../domain/access/organisation.ts'
import { successorOn } from '../domain/access/unit-move.ts'
import { calendarDayAt } from '../domain/intake/local-time.ts'
import type { Bell } from '../ports/bell.ts'
import type { Clock, IdGenerator } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { OrgUnits, Tenants } from '../ports/organisation.ts'
import type { MoveUnitWork } from '../usecases/access/move-unit-work.ts'
import { causeOf, repeat } from './repeat.ts'
import { spaced } from './spaced.ts'

export interface MoveEndedUnitsPorts {
  readonly tenants: Tenants
  readonly orgUnits: OrgUnits
  readonly moveUnitWork: MoveUnitWork
  readonly clock: Clock
  readonly ids: IdGenerator
  readonly bell: Bell
  readonly log: Log
}

const MINUTE_MS = 60_000
/** Days end in the middle of the night; nobody waits for it then. The bell rings with every change. */
const SPACING = { lookEveryMs: 10 * MINUTE_MS, apartMs: 10 * MINUTE_MS } as const

/**
 * Gives the work of units whose last day is over to the units that were named for it, until the signal ends it. What
 * cannot be moved (a successor that takes in no post, a letter that nobody could read any more) is told in the log and
 * tried again at the next look; it keeps nothing else from being moved.
 */
export function moveEndedUnits(ports: MoveEndedUnitsPorts, signal: AbortSignal): Promise<void> {
  return repeat(
    async () => {
      const lookedAtMs = performance.now()
      for (const tenant of await ports.tenants.all(signal)) await moveDue(ports, tenant, signal)
      await spaced(ports.bell, SPACING, lookedAtMs, signal)
    },
    async (error) => {
      ports.log.error('units-not-moved', { cause: causeOf(error) })
      await ports.bell.wait(MINUTE_MS, signal)
    },
    signal,
  )
}

/** One look at a tenant. */
export async function moveDue(
  ports: MoveEndedUnitsPorts,
  { id: tenantId, timeZone }: Tenant,
  signal: AbortSignal,
): Promise<void> {
  const today = calendarDayAt(ports.clock.now(), timeZone)
  const units = await ports.orgUnits.list(systemActor(tenantId, ports.ids.next()), signal)
  for (const unit of units) {
    const toUnitId = successorOn(unit, units, today)
    if (toUnitId === undefined) continue
    try {
      await moveAll(ports, unit, toUnitId, signal)
    } catch (error) {
      signal.throwIfAborted()
      ports.log.warn('unit-not-moved', { tenantId, orgUnitId: unit.id, cause: causeOf(error) })
    }
  }
}

async function moveAll(
  { moveUnitWork, ids }: MoveEndedUnitsPorts,
  { id: fromUnitId, tenantId }: OrgUnit,
  toUnitId: string,
  signal: AbortSignal,
): Promise<void> {
  const machine = systemActor(tenantId, ids.next())
  let more = true
  while (more) ({ more } = await moveUnitWork(machine, { fromUnitId, toUnitId }, signal))
}
