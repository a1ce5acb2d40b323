import type { Actor } from '../../domain/access/actor.ts'
import type { Deputyship } from '../../domain/access/deputy.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { changesBetween } from '../../domain/audit/changes.ts'
import { dayAfter } from '../../domain/intake/local-time.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Deputyships, OrgUnits, Tenants, Users } from '../../ports/organisation.ts'
import { requireOwnOrLed } from '../shared/deputyships.ts'
import type { Ledger } from '../shared/ledger.ts'
import { required } from '../shared/required.ts'
import { todayOf } from '../shared/today.ts'

/** Ends a deputyship at once; the deputy is out at his next request. @throws {MailroomError} `forbidden`, `not-found` */
export type EndDeputyship = (actor: Actor, deputyshipId: string, signal: AbortSignal) => Promise<void>

export interface EndDeputyshipPorts {
  readonly deputyships: Deputyships
  readonly users: Users
  readonly orgUnits: OrgUnits
  readonly tenants: Tenants
  readonly ledger: Ledger
  readonly clock: Clock
}

export function createEndDeputyship(ports: EndDeputyshipPorts): EndDeputyship {
  return async function endDeputyship(actor, deputyshipId, signal) {
    requirePermission(actor, 'deputies:set')
    const yesterday = dayAfter(await todayOf(ports, actor, signal), -1)
    return ports.ledger.change(
      actor,
      async () => {
        const before = required(await ports.deputyships.find(actor, deputyshipId, signal))
        const absent = required(await ports.users.find(actor, before.absentId, signal))
        await requireOwnOrLed(ports, actor, absent, signal)
        if (before.lastDay <= yesterday) return { result: undefined, events: [], changed: [] }
        const after = await ports.deputyships.save(actor, { ...before, lastDay: yesterday }, signal)
        const object = { kind: 'deputyship', id: before.id } as const
        const changes = changesBetween<Deputyship>(before, after, ['lastDay'])
        return { result: undefined, events: [{ action: 'deputyship.ended', object, changes }], changed: [] }
      },
      signal,
    )
  }
}
