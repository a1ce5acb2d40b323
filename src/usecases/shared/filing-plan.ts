import type { Actor } from '../../domain/access/actor.ts'
import type { FilingPlanEntry } from '../../domain/filing/case-file.ts'
import { isUsableTemplate, TEMPLATE_FAULT } from '../../domain/filing/file-number.ts'
import { circlingIds, lineOf } from '../../domain/filing/filing-plan.ts'
import type { FilingPlan, RetentionClasses } from '../../ports/case-files.ts'
import type { OrgUnits } from '../../ports/organisation.ts'
import { requireOrderedDays } from './org-units.ts'
import { invalid } from './required.ts'

export interface PlanEntryPorts {
  readonly filingPlan: FilingPlan
  readonly orgUnits: OrgUnits
  readonly retentionClasses: RetentionClasses
}

/** What the protocol tells of an entry. */
export const AUDITED_OF_ENTRY = [
  'number',
  'title',
  'parentId',
  'orgUnitId',
  'fileNumberTemplate',
  'validFrom',
  'validTo',
  'successorId',
  'retentionClassId',
] as const

/** Deeper than any plan; the walk ends here even where rows are damaged. */
const MAX_DEPTH = 30

/** The entry and those above it, the nearest first. */
export async function entryLine(
  filingPlan: FilingPlan,
  actor: Actor,
  entry: FilingPlanEntry,
  signal: AbortSignal,
): Promise<readonly FilingPlanEntry[]> {
  const entryById = new Map<string, FilingPlanEntry>()
  let parentId = entry.parentId
  while (parentId !== undefined && !entryById.has(parentId) && entryById.size < MAX_DEPTH) {
    const parent = await filingPlan.find(actor, parentId, signal)
    if (parent === undefined) break
    entryById.set(parent.id, parent)
    parentId = parent.parentId
  }
  return lineOf(entry, entryById)
}

/** What an entry names must be there, and none may stand above itself. @throws {MailroomError} `validation-failed` */
export async function requireSoundEntry(
  ports: PlanEntryPorts,
  actor: Actor,
  entry: FilingPlanEntry,
  signal: AbortSignal,
): Promise<void> {
  requireOrderedDays(entry)
  if (entry.fileNumberTemplate !== undefined && !isUsableTemplate(entry.fileNumberTemplate)) {
    throw invalid('fileNumberTemplate', TEMPLATE_FAULT)
  }
  await requireNamed(ports, actor, entry, signal)
  const others = await ports.filingPlan.list(actor, signal)
  const plan = [...others.filter(({ id }) => id !== entry.id), entry]
  requireInPlan(plan, entry.parentId, 'parentId')
  requireInPlan(plan, entry.successorId, 'successorId')
  if (circlingIds(plan, 'parentId').has(entry.id)) {
    throw invalid('parentId', 'Der Eintrag stünde über sich selbst.')
  }
  if (circlingIds(plan, 'successorId').has(entry.id)) {
    throw invalid('successorId', 'Der Eintrag wäre sein eigener Nachfolger.')
  }
}

function requireInPlan(
  plan: readonly FilingPlanEntry[],
  id: string | undefined,
  field: 'parentId' | 'successorId',
): void {
  if (id === undefined || plan.some((entry) => entry.id === id)) return
  throw invalid(field, 'Diesen Eintrag hat der Aktenplan nicht.')
}

async function requireNamed(
  { orgUnits, retentionClasses }: PlanEntryPorts,
  actor: Actor,
  { orgUnitId, retentionClassId }: FilingPlanEntry,
  signal: AbortSignal,
): Promise<void> {
  if (orgUnitId !== undefined && (await orgUnits.find(actor, orgUnitId, signal)) === undefined) {
    throw invalid('orgUnitId', 'Diese Stelle gibt es nicht.')
  }
  if (retentionClassId === undefined) return
  if ((await retentionClasses.find(actor, retentionClassId, signal)) === undefined) {
    throw invalid('retentionClassId', 'Diese Aufbewahrung gibt es nicht.')
  }
}
