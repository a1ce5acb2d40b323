import { call } from '../../shared/api/client.ts'
import type { PlanImportPreview } from '../../shared/api/types.ts'

export interface PlanTable {
  readonly text: string
  readonly missing: 'keep' | 'end'
}

export async function previewPlanImport(table: PlanTable, signal: AbortSignal): Promise<PlanImportPreview> {
  return (await call('/filing-plan/import-preview', {
    method: 'POST',
    body: table,
    signal,
  })) as PlanImportPreview
}

export async function importPlan(table: PlanTable, seal: string) {
  const body = { ...table, seal }
  return (await call('/filing-plan/import', { method: 'POST', body })) as {
    readonly added: number
    readonly changed: number
    readonly ended: number
  }
}

/** The first number of this year with a template; the server alone knows how they are made. */
export async function tryFileNumber(
  body: { readonly template: string; readonly plan: string; readonly office: string },
  signal: AbortSignal,
): Promise<string> {
  const tried = await call('/filing-plan/try-file-number', { method: 'POST', body, signal })
  return (tried as { readonly fileNumber: string }).fileNumber
}
