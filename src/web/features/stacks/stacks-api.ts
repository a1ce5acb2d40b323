import { API, call, queryString } from '../../shared/api/client.ts'
import type { EditedSplitPlan, SplitEdit, SplitPlanView } from '../../shared/api/types.ts'

export async function fetchSplitPlan(itemId: string, signal: AbortSignal): Promise<SplitPlanView> {
  return (await call(`/incoming-items/${itemId}/split-plan`, { signal })) as SplitPlanView
}

type Version = Pick<SplitPlanView, 'itemId' | 'version'>

export async function editSplitPlan(
  { itemId, version }: Version,
  edits: readonly SplitEdit[],
): Promise<EditedSplitPlan> {
  const request = { method: 'PATCH', body: { edits }, version } as const
  return (await call(`/incoming-items/${itemId}/split-plan`, request)) as EditedSplitPlan
}

export async function confirmSplitPlan({ itemId, version }: Version): Promise<SplitPlanView> {
  const request = { method: 'POST', body: {}, version } as const
  return (await call(`/incoming-items/${itemId}/split-plan/confirm`, request)) as SplitPlanView
}

export interface SheetChoice {
  readonly orgUnitId: string
  readonly documentType: string
  readonly level: string
  readonly copies: number
}

export function sheetsAddress(choice: SheetChoice): string {
  return `${API}/separator-sheets/sheets.pdf${queryString({ ...choice })}`
}
