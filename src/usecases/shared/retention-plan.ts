import type { Actor } from '../../domain/access/actor.ts'
import { countingAppraisal, type CountingAppraisal } from '../../domain/filing/appraisal.ts'
import type { CaseFile, FilingPlanEntry } from '../../domain/filing/case-file.ts'
import { inherited, lineOf } from '../../domain/filing/filing-plan.ts'
import type { RetentionClass } from '../../domain/filing/retention-class.ts'
import { retentionClock, type RetentionClock } from '../../domain/filing/retention-clock.ts'
import { calendarDayAt } from '../../domain/intake/local-time.ts'
import type { FilingPlan, RetentionClasses } from '../../ports/case-files.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Tenants } from '../../ports/organisation.ts'
import { required } from './required.ts'

export interface RetentionPlanPorts {
  readonly filingPlan: FilingPlan
  readonly retentionClasses: RetentionClasses
  readonly tenants: Tenants
  readonly clock: Clock
}

/** What the plan of today says of a case file. */
export interface Retention {
  readonly entry?: FilingPlanEntry
  /** Absent while neither the entry nor one above it names a class. */
  readonly retentionClass?: RetentionClass
  readonly clock: RetentionClock
  readonly appraisal?: CountingAppraisal
}

/** Filing plan and retention classes of the tenant, read once for many case files. */
export interface RetentionPlan {
  /** Of the tenant. */
  readonly timeZone: string
  /** `YYYY-MM-DD` where the tenant is. */
  readonly today: string
  readonly classes: readonly RetentionClass[]
  /** Entries of which the class is the one that counts. */
  entryIdsOf(retentionClassId: string): readonly string[]
  /** @param on day on which it is asked, in place of today */
  retentionOf(caseFile: CaseFile, on?: string): Retention
}

export async function readRetentionPlan(
  { filingPlan, retentionClasses, tenants, clock }: RetentionPlanPorts,
  actor: Actor,
  signal: AbortSignal,
): Promise<RetentionPlan> {
  const { timeZone } = required(await tenants.find(actor.tenantId, signal))
  const entries = await filingPlan.list(actor, signal)
  const classes = await retentionClasses.list(actor, signal)
  const entryById = new Map(entries.map((entry) => [entry.id, entry]))
  const classIdOf = (entry: FilingPlanEntry): string | undefined =>
    inherited(lineOf(entry, entryById), 'retentionClassId')
  const today = calendarDayAt(clock.now(), timeZone)

  return {
    timeZone,
    today,
    classes,
    entryIdsOf: (retentionClassId) =>
      entries.filter((entry) => classIdOf(entry) === retentionClassId).map(({ id }) => id),
    retentionOf(caseFile, on = today) {
      const entry = entryById.get(caseFile.filingPlanEntryId)
      const line = entry === undefined ? [] : lineOf(entry, entryById)
      const classId = inherited(line, 'retentionClassId')
      const retentionClass = classes.find(({ id }) => id === classId)
      const { closedAt } = caseFile
      const closedOn = closedAt === undefined ? undefined : calendarDayAt(new Date(closedAt), timeZone)
      const appraisal = countingAppraisal(caseFile, line, retentionClass)
      return {
        ...(entry === undefined ? {} : { entry }),
        ...(retentionClass === undefined ? {} : { retentionClass }),
        clock: retentionClock(retentionClass, closedOn, on),
        ...(appraisal === undefined ? {} : { appraisal }),
      }
    },
  }
}
