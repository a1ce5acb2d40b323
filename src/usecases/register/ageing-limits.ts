import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { changesBetween } from '../../domain/audit/changes.ts'
import { AGEING_LIMITS_ID, type AgeingLimits } from '../../domain/register/ageing.ts'
import type { AgeingLimitsStore } from '../../ports/ageing-limits.ts'
import type { Ledger } from '../shared/ledger.ts'
import { requireVersion } from '../shared/required.ts'

/** @throws {MailroomError} `forbidden` */
export type ShowAgeingLimits = (actor: Actor, signal: AbortSignal) => Promise<AgeingLimits>

export interface SetAgeingLimitsInput {
  /** In place of those before. */
  readonly hours: AgeingLimits['hours']
  /** From `If-Match`. */
  readonly expectedVersion: number
}

/** Counts at once, for what is open too. @throws {MailroomError} `forbidden`, `version-mismatch` */
export type SetAgeingLimits = (
  actor: Actor,
  input: SetAgeingLimitsInput,
  signal: AbortSignal,
) => Promise<AgeingLimits>

interface Ports {
  readonly ageingLimits: AgeingLimitsStore
  readonly ledger: Ledger
}

export function createShowAgeingLimits({ ageingLimits }: Pick<Ports, 'ageingLimits'>): ShowAgeingLimits {
  return async function showAgeingLimits(actor, signal) {
    requirePermission(actor, 'masterdata:read')
    return ageingLimits.current(actor, signal)
  }
}

export function createSetAgeingLimits({ ageingLimits, ledger }: Ports): SetAgeingLimits {
  return async function setAgeingLimits(actor, { hours, expectedVersion }, signal) {
    requirePermission(actor, 'ageing:set')
    return ledger.change(
      actor,
      async () => {
        const before = await ageingLimits.current(actor, signal)
        requireVersion(before, expectedVersion)
        const after = await saved(ageingLimits, actor, { ...before, hours }, signal)
        const object = { kind: 'ageing-limits', id: AGEING_LIMITS_ID } as const
        const changes = changesBetween<AgeingLimits>(before, after, ['hours'])
        return { result: after, events: [{ action: 'ageing-limits.changed', object, changes }], changed: [] }
      },
      signal,
    )
  }
}

/** The first change makes the record; of two who make it at once one is refused. */
async function saved(
  ageingLimits: AgeingLimitsStore,
  actor: Actor,
  limits: AgeingLimits,
  signal: AbortSignal,
): Promise<AgeingLimits> {
  if (limits.version > 0) return ageingLimits.save(actor, limits, signal)
  const first = { ...limits, version: 1 }
  await ageingLimits.insert(actor, first, signal)
  return first
}
