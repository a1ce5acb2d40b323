import type { AdmittedCitizen } from '../shared/admitted-citizen.ts'

/**
 * Asked before the first byte of an upload is read.
 *
 * @throws {MailroomError} `not-found`, `rate-limited`
 */
export type AdmitSubmission = (
  input: { readonly tenantSlug: string; readonly clientAddress: string; readonly requestId: string },
  signal: AbortSignal,
) => Promise<AdmittedCitizen>
