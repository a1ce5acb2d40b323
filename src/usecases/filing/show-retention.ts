import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import { viewedCaseFile } from '../shared/opened-records.ts'
import type { ReadLog } from '../shared/read-log.ts'
import { readRetentionPlan, type Retention, type RetentionPlanPorts } from '../shared/retention-plan.ts'

/** How long a case file is kept by what the filing plan says today. @throws {MailroomError} `not-found` */
export type ShowRetention = (actor: Actor, caseFileId: string, signal: AbortSignal) => Promise<Retention>

export function createShowRetention(
  ports: RetentionPlanPorts & { readonly caseFiles: CaseFiles; readonly readLog: ReadLog },
): ShowRetention {
  return async function showRetention(actor, caseFileId, signal) {
    requirePermission(actor, 'files:read')
    const caseFile = await viewedCaseFile(ports, actor, caseFileId, signal)
    return (await readRetentionPlan(ports, actor, signal)).retentionOf(caseFile)
  }
}
