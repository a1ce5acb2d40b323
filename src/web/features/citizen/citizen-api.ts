import { call, callForBytes } from '../../shared/api/client.ts'
import { givenFields } from '../../shared/api/given-fields.ts'
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

/** Below this a line that breaks costs less than the way in pieces. */
const PIECES_FROM_BYTES = 1_024 * 1_024

export async function handIn(slug: string, upload: Omit<Upload, 'path'>): Promise<SubmissionReceipt> {
  const path = `/public/${encodeURIComponent(slug)}/submissions`
  const { files, fields, idempotencyKey } = upload
  const size = files.reduce((sum, file) => sum + file.size, 0)
  if (size >= PIECES_FROM_BYTES) {
    const { sendInPieces, forgetPieces, goesAtOnce } = await import('./resumable.ts')
    try {
      const uploads = await sendInPieces(slug, upload)
      const body = { ...Object.fromEntries(givenFields(fields)), uploads }
      const request = { method: 'POST', body, idempotencyKey, asksForSignIn: false } as const
      return (await call(`${path}/from-uploads`, request)) as SubmissionReceipt
    } catch (error) {
      if (!goesAtOnce(error)) throw error
      forgetPieces(files)
    }
  }
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

export async function fetchReceipt(
  slug: string,
  codes: Pick<SubmissionReceipt, 'referenceCode' | 'secret'>,
  language: 'de' | 'en',
): Promise<Blob> {
  const path = `/public/${encodeURIComponent(slug)}/submissions/receipt`
  const { referenceCode, secret } = codes
  const body = { referenceCode, secret, language }
  return callForBytes(path, { method: 'POST', body, asksForSignIn: false })
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
