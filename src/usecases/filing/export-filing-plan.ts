import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { PLAN_COLUMNS, PLAN_HEADINGS, planRows } from '../../domain/filing/plan-table.ts'
import { germanDay } from '../../domain/intake/local-time.ts'
import type { FilingPlan } from '../../ports/case-files.ts'
import type { OrgUnits } from '../../ports/organisation.ts'

/** The filing plan as a table that can be imported again, headings first. */
export type ExportFilingPlan = (actor: Actor, signal: AbortSignal) => Promise<readonly (readonly string[])[]>

export function createExportFilingPlan({
  filingPlan,
  orgUnits,
}: {
  readonly filingPlan: FilingPlan
  readonly orgUnits: OrgUnits
}): ExportFilingPlan {
  return async function exportFilingPlan(actor, signal) {
    requirePermission(actor, 'masterdata:read')
    const rows = planRows(await filingPlan.list(actor, signal), await orgUnits.list(actor, signal))
    const table = [...rows.values()].map((row) => {
      const shown = { ...row, validFrom: germanDay(row.validFrom), validTo: germanDay(row.validTo) }
      return PLAN_COLUMNS.map((column) => shown[column])
    })
    return [PLAN_COLUMNS.map((column) => PLAN_HEADINGS[column]), ...table]
  }
}
