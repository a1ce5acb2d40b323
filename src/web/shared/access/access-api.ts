import { call } from '../api/client.ts'
import type { CreateAccessGrantRequest, Level, ReadersView } from '../api/types.ts'

/** What people can be let into. */
export interface Guarded {
  readonly kind: 'incoming-items' | 'case-files'
  readonly id: string
  readonly version: number
}

export function readersKey({ kind, id }: Guarded): readonly string[] {
  return ['readers', kind, id]
}

export async function fetchReaders({ kind, id }: Guarded, signal: AbortSignal): Promise<ReadersView> {
  return (await call(`/${kind}/${id}/access`, { signal })) as ReadersView
}

export async function setLevel({ kind, id, version }: Guarded, level: Level, reason: string): Promise<void> {
  const method = kind === 'case-files' ? 'PATCH' : 'POST'
  await call(`/${kind}/${id}/level`, { method, body: { level, reason }, version })
}

export async function addGrant(
  { kind, id }: Guarded,
  given: Omit<CreateAccessGrantRequest, 'objectKind' | 'objectId'>,
): Promise<void> {
  const objectKind = kind === 'case-files' ? 'case-file' : 'incoming-item'
  const body: CreateAccessGrantRequest = { objectKind, objectId: id, ...given }
  await call('/access-grants', { method: 'POST', body })
}

export async function takeBackGrant(id: string): Promise<void> {
  await call(`/access-grants/${id}`, { method: 'DELETE' })
}
