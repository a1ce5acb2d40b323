import { keyOf, type AccessGrant } from '../../domain/access/access-grant.ts'
import type { Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { AccessGrants } from '../../ports/access-grants.ts'
import type { Clock } from '../../ports/clock.ts'
import { changeRecordAccess, findRecord } from '../shared/granted-record.ts'
import type { Ledger } from '../shared/ledger.ts'
import { requireSettling, type RecordAccessPorts } from '../shared/record-access.ts'
import { required } from '../shared/required.ts'

/**
 * Ends a single grant, or an emergency, at once. Taking back what was taken back does nothing.
 *
 * @throws {MailroomError} `not-found` also when the record is not the actor's to see, `forbidden`
 */
export type TakeBackAccess = (actor: Actor, grantId: string, signal: AbortSignal) => Promise<void>

export function createTakeBackAccess(
  ports: RecordAccessPorts & {
    readonly accessGrants: AccessGrants
    readonly ledger: Ledger
    readonly clock: Clock
  },
): TakeBackAccess {
  return async function takeBackAccess(actor, grantId, signal) {
    requirePermission(actor, 'access:grant')
    await ports.ledger.change(
      actor,
      async () => {
        const grant = required(await ports.accessGrants.find(actor, grantId, signal))
        const found = await findRecord(ports, actor, grant.object, signal)
        if (!isOwnEmergency(actor, grant)) requireSettling(actor, found.record)
        if (grant.takenBack !== undefined) return { result: undefined, events: [], changed: [] }
        const takenBack = { by: personOf(actor), at: ports.clock.now().toISOString() }
        await ports.accessGrants.save(actor, { ...grant, takenBack }, signal)
        const exceptions = (found.record.exceptions ?? []).filter((key) => key !== keyOf(grant))
        const change = {
          action: 'access.taken-back',
          reason: grant.reason,
          changes: { person: { before: grant.person.displayName }, effect: { before: grant.effect } },
        }
        const { events, changed } = await changeRecordAccess(
          ports,
          actor,
          found,
          { exceptions },
          change,
          signal,
        )
        return { result: undefined, events, changed }
      },
      signal,
    )
  }
}

/** Who has seen enough can shut the door behind him. */
function isOwnEmergency(actor: Actor, { origin, person }: AccessGrant): boolean {
  return origin === 'emergency' && person.userId === actor.userId
}
