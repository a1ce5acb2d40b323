import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { AuditLog } from '../../ports/audit-log.ts'
import type { OrgUnits } from '../../ports/organisation.ts'
import { required } from '../shared/required.ts'

/** One step of a move, as the audit chain has it. */
export interface UnitMoveRecord {
  readonly at: string
  readonly by: string
  readonly toUnitId: string
  readonly items: readonly string[]
  readonly caseFiles: readonly string[]
  readonly rules: readonly string[]
}

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
    const history = await ports.auditLog.history(actor, 'org-unit', unitId, signal)
    return history
      .filter(({ action }) => action === 'org-unit.work-moved')
      .map(({ at, actor: by, changes }) => ({
        at,
        by: by.displayName,
        toUnitId: String(changes['toUnitId']?.after),
        items: textsOf(changes['items']?.after),
        caseFiles: textsOf(changes['caseFiles']?.after),
        rules: textsOf(changes['rules']?.after),
      }))
  }
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}
