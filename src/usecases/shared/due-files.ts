import { systemActor, type Actor } from '../../domain/access/actor.ts'
import { heldBackReasons, type HeldBackReason } from '../../domain/disposal/held-back.ts'
import type { CaseFile } from '../../domain/filing/case-file.ts'
import type { RetentionClass } from '../../domain/filing/retention-class.ts'
import { closedBeforeToBeOver } from '../../domain/filing/retention-clock.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import { closingBlockers, type ClosingPorts } from './closing-checks.ts'
import {
  readRetentionPlan,
  type Retention,
  type RetentionPlan,
  type RetentionPlanPorts,
} from './retention-plan.ts'

export interface DueFile {
  readonly caseFile: CaseFile
  readonly retention: Retention
  readonly heldBack: readonly HeldBackReason[]
}

export interface DuePorts extends RetentionPlanPorts, ClosingPorts {
  readonly caseFiles: CaseFiles
}

/** More are shown when some of them are done. */
const MAX_DUE_FILES = 500

/**
 * Case files of all units whose time is over on the day, the longest over first, with what holds them back all the same.
 *
 * @param on `YYYY-MM-DD`; today when absent
 */
export async function dueFiles(
  ports: DuePorts,
  actor: Actor,
  on: string | undefined,
  signal: AbortSignal,
): Promise<{ readonly files: readonly DueFile[]; readonly isCut: boolean }> {
  const machine = systemActor(actor.tenantId, actor.requestId)
  const plan = await readRetentionPlan(ports, machine, signal)
  const day = on ?? plan.today
  const found: { readonly caseFile: CaseFile; readonly retention: Retention }[] = []
  for (const retentionClass of plan.classes) {
    const closed = await longestClosed(ports, machine, { plan, retentionClass, day }, signal)
    const over = closed.map((caseFile) => ({ caseFile, retention: plan.retentionOf(caseFile, day) }))
    found.push(...over.filter(({ retention }) => retention.clock.state === 'over'))
  }
  const order = ({ caseFile, retention }: (typeof found)[number]): string =>
    `${retention.clock.lastDay ?? ''} ${caseFile.fileNumber}`
  found.sort((left, right) => (order(left) < order(right) ? -1 : 1))
  const files: DueFile[] = []
  for (const one of found.slice(0, MAX_DUE_FILES)) files.push(await withHeldBack(ports, machine, one, signal))
  return { files, isCut: found.length > MAX_DUE_FILES }
}

async function longestClosed(
  { caseFiles }: DuePorts,
  machine: Actor,
  {
    plan,
    retentionClass,
    day,
  }: { readonly plan: RetentionPlan; readonly retentionClass: RetentionClass; readonly day: string },
  signal: AbortSignal,
): Promise<CaseFile[]> {
  const closedBefore = closedBeforeToBeOver(retentionClass, day)
  const filingPlanEntryIds = plan.entryIdsOf(retentionClass.id)
  if (closedBefore === undefined || filingPlanEntryIds.length === 0) return []
  // The day ends at another instant where the tenant is; a day more is asked for, and each file looked at.
  const asked = { filingPlanEntryIds, closedBefore: `${closedBefore}T23:59:59.999Z` }
  return caseFiles.closedUnder(machine, asked, MAX_DUE_FILES + 1, signal)
}

/**
 * As it is now, inside the running transaction if there is one.
 *
 * @param runId run that may have the file
 */
export async function withHeldBack(
  ports: ClosingPorts,
  machine: Actor,
  { caseFile, retention, runId }: Omit<DueFile, 'heldBack'> & { readonly runId?: string },
  signal: AbortSignal,
): Promise<DueFile> {
  const blockers = await closingBlockers(ports, machine, caseFile.id, signal)
  const heldBack = heldBackReasons({
    holds: caseFile.holds?.length ?? 0,
    openEntries: blockers.deadlines + blockers.resubmissions,
    openMail: blockers.mail,
    isInOtherRun: caseFile.disposalRunId !== undefined && caseFile.disposalRunId !== runId,
    clock: retention.clock,
  })
  return { caseFile, retention, heldBack }
}
