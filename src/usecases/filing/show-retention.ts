import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { inherited } from '../../domain/filing/filing-plan.ts'
import { lastDayOfRetention, type RetentionClass } from '../../domain/filing/retention-class.ts'
import { calendarDayAt } from '../../domain/intake/local-time.ts'
import type { CaseFiles, FilingPlan, RetentionClasses } from '../../ports/case-files.ts'
import type { Tenants } from '../../ports/organisation.ts'
import { entryLine } from '../shared/filing-plan.ts'
import { viewedCaseFile } from '../shared/opened-records.ts'
import type { ReadLog } from '../shared/read-log.ts'
import { required } from '../shared/required.ts'

export interface Retention {
  /** Absent while neither the entry nor one above it names a class. */
  readonly retentionClass?: RetentionClass
  /** Last day on which the file must be kept; of closed files that are not kept for ever. */
  readonly lastDay?: string
}

/** How long a case file is kept by what the filing plan says today. @throws {MailroomError} `not-found` */
export type ShowRetention = (actor: Actor, caseFileId: string, signal: AbortSignal) => Promise<Retention>

export function createShowRetention(ports: {
  readonly caseFiles: CaseFiles
  readonly filingPlan: FilingPlan
  readonly retentionClasses: RetentionClasses
  readonly tenants: Tenants
  readonly readLog: ReadLog
}): ShowRetention {
  return async function showRetention(actor, caseFileId, signal) {
    requirePermission(actor, 'files:read')
    const { filingPlanEntryId, closedAt } = await viewedCaseFile(ports, actor, caseFileId, signal)
    const entry = await ports.filingPlan.find(actor, filingPlanEntryId, signal)
    const line = entry === undefined ? [] : await entryLine(ports.filingPlan, actor, entry, signal)
    const id = inherited(line, 'retentionClassId')
    const retentionClass = id === undefined ? undefined : await ports.retentionClasses.find(actor, id, signal)
    if (retentionClass === undefined) return {}
    if (closedAt === undefined) return { retentionClass }
    const { timeZone } = required(await ports.tenants.find(actor.tenantId, signal))
    const lastDay = lastDayOfRetention(retentionClass, calendarDayAt(new Date(closedAt), timeZone))
    return { retentionClass, ...(lastDay === undefined ? {} : { lastDay }) }
  }
}
