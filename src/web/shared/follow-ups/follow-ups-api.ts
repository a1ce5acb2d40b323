import { call, callForBytes } from '../api/client.ts'
import type { FollowUpView, FollowUpWithCode, SendFollowUpRequest } from '../api/types.ts'

/** Read again with what else stands on the object. */
export const FOLLOW_UPS_KEY = ['desk', 'follow-ups']

export type FollowUpObject = FollowUpView['object']

function pathOf({ kind, id }: FollowUpObject): string {
  return `${kind === 'case-file' ? `/case-files/${id}` : `/incoming-items/${id}`}/follow-ups`
}

export async function fetchFollowUps(
  object: FollowUpObject,
  signal: AbortSignal,
): Promise<{ readonly items: readonly FollowUpView[] }> {
  return (await call(pathOf(object), { signal })) as { readonly items: readonly FollowUpView[] }
}

export async function fetchFollowUp(id: string, signal: AbortSignal): Promise<FollowUpView> {
  return (await call(`/follow-ups/${id}`, { signal })) as FollowUpView
}

export async function sendFollowUp(
  object: FollowUpObject,
  body: SendFollowUpRequest,
): Promise<FollowUpWithCode> {
  return (await call(pathOf(object), { method: 'POST', body })) as FollowUpWithCode
}

type Version = Pick<FollowUpView, 'id' | 'version'>

export async function settleFollowUp({ id, version }: Version): Promise<FollowUpView> {
  return (await call(`/follow-ups/${id}/settle`, { method: 'POST', version })) as FollowUpView
}

export async function withdrawFollowUp({ id, version }: Version, reason: string): Promise<FollowUpView> {
  const request = { method: 'POST', version, body: { reason } } as const
  return (await call(`/follow-ups/${id}/withdraw`, request)) as FollowUpView
}

export async function renewLink({ id, version }: Version): Promise<FollowUpWithCode> {
  return (await call(`/follow-ups/${id}/link`, { method: 'POST', version })) as FollowUpWithCode
}

export async function fetchLetter(id: string, code: string): Promise<Blob> {
  return callForBytes(`/follow-ups/${id}/letter`, { method: 'POST', body: { code } })
}
