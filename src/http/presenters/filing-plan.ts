import type { z } from 'zod'
import type {
  FilingPlanEntryView,
  PlanImportPreview,
  RetentionClassView,
} from '../../contract/filing-plan.ts'
import type { FilingPlanEntry } from '../../domain/filing/case-file.ts'
import type { RetentionClass } from '../../domain/filing/retention-class.ts'
import type { PlanPreview } from '../../usecases/filing/import-filing-plan.ts'
import type { Presented } from '../route.ts'

export function presentFilingPlanEntry(
  entry: FilingPlanEntry,
): Presented<z.infer<typeof FilingPlanEntryView>> {
  return {
    id: entry.id,
    parentId: orNull(entry.parentId),
    number: entry.number,
    title: entry.title,
    orgUnitId: orNull(entry.orgUnitId),
    fileNumberTemplate: orNull(entry.fileNumberTemplate),
    validFrom: orNull(entry.validFrom),
    validTo: orNull(entry.validTo),
    successorId: orNull(entry.successorId),
    retentionClassId: orNull(entry.retentionClassId),
    appraisal: presentGiven(entry),
    version: entry.version,
  }
}

function presentGiven({ appraisal }: FilingPlanEntry) {
  return appraisal === undefined ? null : { value: appraisal.value, reason: appraisal.reason }
}

function orNull(value: string | undefined): string | null {
  return value ?? null
}

export function presentPlanPreview({
  differences,
  fault,
  seal,
}: PlanPreview): Presented<z.infer<typeof PlanImportPreview>> {
  return {
    differences: differences.map(({ line, ...difference }) => ({ ...difference, line: line ?? null })),
    fault: fault ?? null,
    seal,
  }
}

export function presentRetentionClass({
  id,
  name,
  years,
  start,
  proposal,
  retired,
  version,
}: RetentionClass): Presented<z.infer<typeof RetentionClassView>> {
  return { id, name, years: years ?? null, start, proposal, retired, version }
}
