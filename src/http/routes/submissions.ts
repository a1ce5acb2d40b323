import type { IncomingMessage } from 'node:http'
import type { Response } from 'express'
import type { z } from 'zod'
import {
  CitizenIdentity,
  PublicTenant,
  SubmissionFields,
  SubmissionFromUploads,
  SubmissionReceipt,
  SubmissionReceiptRequest,
  SubmissionStatus,
  SubmissionStatusRequest,
  TenantParams,
} from '../../contract/submissions.ts'
import { ACCEPTED_MEDIA_TYPES } from '../../ports/media-type-detector.ts'
import type { PrintedReceipt } from '../../usecases/intake/print-receipt.ts'
import type { AdmittedCitizen } from '../../usecases/shared/admitted-citizen.ts'
import type { ReceivedUpload } from '../../usecases/shared/received-upload.ts'
import type { CitizenCookie } from '../citizen-cookie.ts'
import { presentCitizenLinks } from '../presenters/citizen-page.ts'
import { presentVerifiedSender } from '../presenters/incoming-items.ts'
import { MailroomError } from '../../domain/errors.ts'
import { idempotencyKeyOf } from '../idempotency-key.ts'
import { publicRoute, type Route } from '../route.ts'
import { sandboxDownload } from '../security-headers.ts'
import type { UploadLimits } from '../upload-session.ts'
import type { GatherUploads } from '../gathered-uploads.ts'
import { requestHashOf, type ReceiveUpload } from '../upload.ts'
import type { UseCases } from '../use-cases.ts'

type Needs = Pick<
  UseCases,
  | 'findPublicTenant'
  | 'admitSubmission'
  | 'handInSubmission'
  | 'submissionStatus'
  | 'printReceipt'
  | 'showCitizenSignIn'
>

/** The way in for people without an account, with limits of its own. */
export interface PublicUploads {
  readonly receive: ReceiveUpload
  readonly gather: GatherUploads
  readonly limits: UploadLimits
}

/** What citizens do without an account. */
export function submissionRoutes(
  useCases: Needs,
  uploads: PublicUploads,
  citizenCookie: CitizenCookie,
): Route[] {
  return [
    publicRoute({
      method: 'get',
      path: '/api/v1/public/{tenant}',
      operationId: 'getPublicTenant',
      summary: 'Who receives what is handed in, and what fits',
      tag: 'Citizens',
      params: TenantParams,
      success: { status: 200, description: 'The receiving body', body: PublicTenant },
      async handle({ params, signal }) {
        const { slug, name, links } = await useCases.findPublicTenant(params.tenant, signal)
        const { maxFileBytes, maxFiles, maxRequestBytes } = uploads.limits
        return {
          body: {
            slug,
            name,
            maxFileBytes,
            maxFiles,
            maxRequestBytes,
            mediaTypes: ACCEPTED_MEDIA_TYPES,
            ...presentCitizenLinks(links),
          },
        }
      },
    }),
    publicRoute({
      method: 'post',
      path: '/api/v1/public/{tenant}/submissions',
      operationId: 'handInSubmission',
      summary: 'Hands in files; the receipt with code and secret is shown once',
      tag: 'Citizens',
      params: TenantParams,
      upload: SubmissionFields,
      idempotencyKey: 'optional',
      success: { status: 201, description: 'The receipt', body: SubmissionReceipt },
      async handle({ params, clientAddress, requestId, request, response, signal }) {
        const pass = citizenCookie.read(request)
        const admission = { tenantSlug: params.tenant, clientAddress, pass, requestId }
        const citizen = await useCases.admitSubmission(admission, signal)
        const call = { request, response, signal }
        const handIn = handInBy(useCases, { citizen, key: publicKeyOf(request), signal })
        return uploads.receive(call, SubmissionFields, ({ fields, files }) => handIn(fields, files))
      },
    }),
    publicRoute({
      method: 'post',
      path: '/api/v1/public/{tenant}/submissions/from-uploads',
      operationId: 'handInUploads',
      summary: 'Hands in files that came in pieces (tus 1.0 on `/public/{tenant}/uploads`)',
      tag: 'Citizens',
      params: TenantParams,
      body: SubmissionFromUploads,
      idempotencyKey: 'optional',
      success: { status: 201, description: 'The receipt', body: SubmissionReceipt },
      async handle({ params, body, clientAddress, requestId, request, signal }) {
        const pass = citizenCookie.read(request)
        const admission = { tenantSlug: params.tenant, clientAddress, pass, requestId }
        const citizen = await useCases.admitSubmission(admission, signal)
        const { uploads: ids, ...fields } = body
        const handIn = handInBy(useCases, { citizen, key: publicKeyOf(request), signal })
        const use = (files: readonly ReceivedUpload[]) => handIn(fields, files)
        return uploads.gather(citizen.tenant.id, [...new Set(ids)], use, signal)
      },
    }),
    publicRoute({
      method: 'post',
      path: '/api/v1/public/{tenant}/submissions/status',
      operationId: 'getSubmissionStatus',
      summary: 'How far a submission is; one answer for every wrong code',
      tag: 'Citizens',
      params: TenantParams,
      body: SubmissionStatusRequest,
      success: { status: 200, description: 'The status', body: SubmissionStatus },
      async handle({ params, body, clientAddress, requestId, signal }) {
        const input = { ...body, tenantSlug: params.tenant, clientAddress, requestId }
        const { notice, ...status } = await useCases.submissionStatus(input, signal)
        return { body: { ...status, notice: notice ?? null } }
      },
    }),
    publicRoute({
      method: 'post',
      path: '/api/v1/public/{tenant}/submissions/receipt',
      operationId: 'printSubmissionReceipt',
      summary: 'The receipt as PDF; asked for as often as the status, and one answer for every wrong code',
      tag: 'Citizens',
      params: TenantParams,
      body: SubmissionReceiptRequest,
      success: { status: 200, description: 'The receipt', mediaType: 'application/pdf' },
      async handle({ params, body, clientAddress, requestId, response, signal }) {
        const input = { ...body, tenantSlug: params.tenant, clientAddress, requestId }
        sendReceipt(response, await useCases.printReceipt(input, signal))
        return undefined
      },
    }),
    ...identityRoutes(useCases, citizenCookie),
  ]
}

function identityRoutes(
  { findPublicTenant, showCitizenSignIn }: Needs,
  citizenCookie: CitizenCookie,
): Route[] {
  return [
    publicRoute({
      method: 'get',
      path: '/api/v1/public/{tenant}/identity',
      operationId: 'getCitizenIdentity',
      summary: 'Who has signed in as a citizen with this browser, and how one can',
      tag: 'Citizens',
      params: TenantParams,
      success: { status: 200, description: 'Who, and the ways', body: CitizenIdentity },
      async handle({ params, request, signal }) {
        const input = { tenantSlug: params.tenant, pass: citizenCookie.read(request) }
        const { sender, providers } = await showCitizenSignIn(input, signal)
        return { body: { sender: presentVerifiedSender(sender), providers } }
      },
    }),
    publicRoute({
      method: 'delete',
      path: '/api/v1/public/{tenant}/identity',
      operationId: 'forgetCitizenIdentity',
      summary: 'Signs a citizen out in this browser',
      tag: 'Citizens',
      params: TenantParams,
      success: { status: 204, description: 'Forgotten' },
      async handle({ params, response, signal }) {
        await findPublicTenant(params.tenant, signal)
        citizenCookie.clear(response)
        return undefined
      },
    }),
  ]
}

export function sendReceipt(response: Response, { filename, pdf }: PrintedReceipt): void {
  sandboxDownload(response)
  response.attachment(filename).type('application/pdf').send(Buffer.from(pdf))
}

/** Everybody without an account is the same to the claim of a key, so that only a random one is nobody else's. */
const MIN_PUBLIC_KEY = 16

function publicKeyOf(request: IncomingMessage): string | undefined {
  const key = idempotencyKeyOf(request)
  if (key !== undefined && key.length < MIN_PUBLIC_KEY)
    throw new MailroomError(
      'malformed-request',
      'Without an account an Idempotency-Key is random: 16 characters at least.',
    )
  return key
}

interface HandingIn {
  readonly citizen: AdmittedCitizen
  readonly key: string | undefined
  readonly signal: AbortSignal
}

/** The same request whichever way its files came: at once, in pieces, or by a form without a script. */
export function handInBy(
  { handInSubmission }: Pick<UseCases, 'handInSubmission'>,
  { citizen, key, signal }: HandingIn,
) {
  return async (fields: z.output<typeof SubmissionFields>, files: readonly ReceivedUpload[]) => {
    const idempotency = key === undefined ? undefined : { key, requestHash: requestHashOf(fields, files) }
    const { replayed, ...receipt } = await handInSubmission(
      citizen,
      { ...fields, files, idempotency },
      signal,
    )
    const body = { ...receipt, followUp: receipt.followUp ?? null }
    if (!replayed) return { body }
    return { body, status: 200 as const, headers: { 'Idempotency-Replayed': 'true' } }
  }
}
