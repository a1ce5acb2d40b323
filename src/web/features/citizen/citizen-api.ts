import { call } from '../../shared/api/client.ts'
import { sendFiles, type Upload } from '../../shared/api/upload.ts'
import type {
  CitizenIdentity,
  FollowUpNotice,
  PublicTenant,
  SubmissionReceipt,
  SubmissionStatus,
} from '../../shared/api/types.ts'

export async function fetchTenant(slug: string, signal: AbortSignal): Promise<PublicTenant> {
  return (await call(`/public/${encodeURIComponent(slug)}`, { signal, asksForSignIn: false })) as PublicTenant
}

export async function handIn(slug: string, upload: Omit<Upload, 'path'>): Promise<SubmissionReceipt> {
  const path = `/public/${encodeURIComponent(slug)}/submissions`
  return (await sendFiles({ ...upload, path })) as SubmissionReceipt
}

export async function fetchStatus(
  slug: string,
  referenceCode: string,
  secret: string,
): Promise<SubmissionStatus> {
  const path = `/public/${encodeURIComponent(slug)}/submissions/status`
  const body = { referenceCode, secret }
  return (await call(path, { method: 'POST', body, asksForSignIn: false })) as SubmissionStatus
}

export async function fetchIdentity(slug: string, signal: AbortSignal): Promise<CitizenIdentity> {
  const path = `/public/${encodeURIComponent(slug)}/identity`
  return (await call(path, { signal, asksForSignIn: false })) as CitizenIdentity
}

export async function forgetIdentity(slug: string): Promise<void> {
  const path = `/public/${encodeURIComponent(slug)}/identity`
  await call(path, { method: 'DELETE', asksForSignIn: false })
}

export async function openFollowUp(slug: string, code: string): Promise<FollowUpNotice> {
  const path = `/public/${encodeURIComponent(slug)}/follow-ups`
  return (await call(path, { method: 'POST', body: { code }, asksForSignIn: false })) as FollowUpNotice
}
