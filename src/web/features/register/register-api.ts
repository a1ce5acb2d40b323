import { API, call, queryString } from '../../shared/api/client.ts'
import type {
  CheckedClosing,
  ClosingPreview,
  DayClosing,
  DayClosingPage,
  ReceiptGaps,
  RegisterPage,
} from '../../shared/api/types.ts'

export interface RegisterFilter {
  /** First and last day of arrival, `YYYY-MM-DD`; empty for any. */
  readonly from: string
  readonly to: string
  readonly channel: string
  readonly state: string
  readonly sender: string
}

export async function fetchRegister(
  filter: RegisterFilter,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<RegisterPage> {
  const query = queryString({ ...filter, cursor, limit: 100 })
  return (await call(`/mail-register${query}`, { signal })) as RegisterPage
}

export async function fetchReceiptGaps(signal: AbortSignal): Promise<ReceiptGaps> {
  return (await call('/mail-register/gaps', { signal })) as ReceiptGaps
}

export function exportAddress(filter: RegisterFilter, format: 'csv' | 'pdf'): string {
  return `${API}/mail-register/register.${format}${queryString({ ...filter })}`
}

export async function fetchClosings(
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<DayClosingPage> {
  return (await call(`/day-closings${queryString({ cursor, limit: 30 })}`, { signal })) as DayClosingPage
}

export async function fetchClosingPreview(signal: AbortSignal): Promise<ClosingPreview> {
  return (await call('/day-closings/preview', { signal })) as ClosingPreview
}

export async function checkClosing(id: string): Promise<CheckedClosing> {
  return (await call(`/day-closings/${id}`)) as CheckedClosing
}

export async function closeDay(reason: string): Promise<DayClosing> {
  const body = reason === '' ? {} : { reason }
  return (await call('/day-closings', { method: 'POST', body })) as DayClosing
}

export async function reopenDay(id: string, reason: string): Promise<DayClosing> {
  return (await call(`/day-closings/${id}/reopen`, { method: 'POST', body: { reason } })) as DayClosing
}
