import { API, call, queryString } from '../../shared/api/client.ts'
import type { ReceiptGaps, RegisterPage } from '../../shared/api/types.ts'

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
