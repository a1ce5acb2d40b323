import type { Actor } from '../../domain/access/actor.ts'
import type { UnitMoveRecord } from '../../domain/access/move-protocol.ts'
import type { AuditLog } from '../../ports/audit-log.ts'

/** Of each step; it stands with the unit that has given its work away. */
export const WORK_MOVED = 'org-unit.work-moved'

/** What a unit has given away, oldest first. */
export async function unitMovesOf(
  { auditLog }: { readonly auditLog: AuditLog },
  actor: Actor,
  unitId: string,
  signal: AbortSignal,
): Promise<UnitMoveRecord[]> {
  const history = await auditLog.history(actor, 'org-unit', unitId, signal)
  return history
    .filter(({ action }) => action === WORK_MOVED)
    .map(({ at, actor: by, changes }) => {
      const arrangedBy = changes['arrangedBy']?.after
      return {
        at,
        by: by.displayName,
        ...(typeof arrangedBy === 'string' ? { arrangedBy } : {}),
        toUnitId: String(changes['toUnitId']?.after),
        items: textsOf(changes['items']?.after),
        caseFiles: textsOf(changes['caseFiles']?.after),
        rules: textsOf(changes['rules']?.after),
        planEntries: textsOf(changes['planEntries']?.after),
        mailAccounts: textsOf(changes['mailAccounts']?.after),
      }
    })
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}
