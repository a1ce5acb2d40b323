import { call } from '../../shared/api/client.ts'
import type { CreateDeputyshipRequest, DeputyshipOverview } from '../../shared/api/types.ts'

export const DEPUTYSHIPS_KEY = ['deputyships']

export async function fetchDeputyships(signal: AbortSignal): Promise<DeputyshipOverview> {
  return (await call('/deputyships', { signal })) as DeputyshipOverview
}

export async function addDeputyship(body: CreateDeputyshipRequest): Promise<void> {
  await call('/deputyships', { method: 'POST', body })
}

export async function endDeputyship(id: string): Promise<void> {
  await call(`/deputyships/${id}`, { method: 'DELETE' })
}
