import { API, call } from '../../shared/api/client.ts'
import type { PaperBoxSummary, PaperBoxView } from '../../shared/api/types.ts'

export const PAPER_KEY = ['paper-boxes'] as const

export async function fetchBoxes(
  signal: AbortSignal,
): Promise<{ readonly items: readonly PaperBoxSummary[] }> {
  return (await call('/paper-boxes', { signal })) as { readonly items: readonly PaperBoxSummary[] }
}

export async function openBox(place: string): Promise<PaperBoxSummary> {
  return (await call('/paper-boxes', { method: 'POST', body: { place } })) as PaperBoxSummary
}

export async function fetchBox(id: string, signal: AbortSignal): Promise<PaperBoxView> {
  return (await call(`/paper-boxes/${id}`, { signal })) as PaperBoxView
}

export type BoxStep =
  | 'batches'
  | 'take-out'
  | 'put-back'
  | 'hold'
  | 'release'
  | 'request-destruction'
  | 'cancel-destruction'
  | 'approve-destruction'

export async function stepBox(id: string, step: BoxStep, body?: unknown): Promise<void> {
  await call(`/paper-boxes/${id}/${step}`, { method: 'POST', ...(body === undefined ? {} : { body }) })
}

export function protocolUrl(id: string): string {
  return `${API}/paper-boxes/${id}/protocol.pdf`
}
