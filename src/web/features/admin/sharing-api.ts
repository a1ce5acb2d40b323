import { call } from '../../shared/api/client.ts'
import type { PublicationList, PublishRequest, TakeOverRequest } from '../../shared/api/types.ts'

export async function fetchPublications(signal: AbortSignal): Promise<PublicationList> {
  return (await call('/publications', { signal })) as PublicationList
}

/** @param version of the record, as it was shown */
export async function publish(body: PublishRequest, version: number): Promise<void> {
  await call('/publications', { method: 'POST', body, version })
}

export async function withdraw(id: string): Promise<void> {
  await call(`/publications/${id}`, { method: 'DELETE' })
}

export async function adopt(id: string, orgUnitId: string | undefined): Promise<void> {
  const body = orgUnitId === undefined ? {} : { orgUnitId }
  await call(`/publications/${id}/adopt`, { method: 'POST', body })
}

export async function takeOver(id: string, body: TakeOverRequest): Promise<void> {
  await call(`/publications/${id}/take-over`, { method: 'POST', body })
}
