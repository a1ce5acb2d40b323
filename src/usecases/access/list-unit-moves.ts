import type { Actor } from '../../domain/access/actor.ts'
import type { UnitMoveRecord } from '../../domain/access/move-protocol.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { AuditLog } from '../../ports/audit-log.ts'
import type { OrgUnits } from '../../ports/organisation.ts'
import { required } from '../shared/required.ts'
import { unitMovesOf } from '../shared/unit-moves.ts'

/** What a unit has given away, oldest first. @throws {MailroomError} `forbidden`, `not-found` */
export type ListUnitMoves = (
  actor: Actor,
  unitId: string,
  signal: AbortSignal,
) => Promise<readonly UnitMoveRecord[]>

export function createListUnitMoves(ports: {
  readonly orgUnits: OrgUnits
  readonly auditLog: AuditLog
}): ListUnitMoves {
  return async function listUnitMoves(actor, unitId, signal) {
    requirePermission(actor, 'masterdata:edit')
    required(await ports.orgUnits.find(actor, unitId, signal))
    return unitMovesOf(ports, actor, unitId, signal)
  }
}
