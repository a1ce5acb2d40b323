import { randomBytes } from 'node:crypto'
import express, { Router, type Express, type Request, type Response } from 'express'
import type { Logger } from 'pino'
import { z } from 'zod'
import { SubmissionFields, SubmissionStatusRequest, TenantParams } from '../../contract/submissions.ts'
import { citizenDe, type CitizenWords } from '../../contract/words/citizen.de.ts'
import { citizenEn } from '../../contract/words/citizen.en.ts'
import { MailroomError } from '../../domain/errors.ts'
import { ACCEPTED_MEDIA_TYPES } from '../../ports/media-type-detector.ts'
import { requireOwnSite } from '../csrf.ts'
import { endUnreadBody, watchBodySpeed } from '../message-body.ts'
import { parseRequest } from '../parse-request.ts'
import { failureHandler, setRetryAfter, statusOf } from '../problem.ts'
import { contextOf } from '../request-context.ts'
import { handInBy, type PublicUploads } from '../routes/submissions.ts'
import type { UseCases } from '../use-cases.ts'
import type { Markup } from './markup.ts'
import { sendPlainPage, type Language } from './page.ts'
import { failureView, formView, receiptView, statusFormView, statusView, type Addresses } from './views.ts'

const PATH = '/abgabe/:tenant/einfach'
const STATUS_PATH = '/stand'
/** For the log. */
const TEMPLATE = '/abgabe/{tenant}/einfach'
const KEY_BYTES = 16
const FORM = { maxBytes: 4_096, maxFields: 10 }

/** What the form sends beside what every hand-in has. */
const FormFields = SubmissionFields.omit({ followUpCode: true }).extend({
  key: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional(),
})

export interface PlainServices {
  readonly useCases: Pick<
    UseCases,
    'findPublicTenant' | 'admitSubmission' | 'handInSubmission' | 'submissionStatus'
  >
  readonly publicUploads: Pick<PublicUploads, 'receive' | 'limits'>
  readonly logger: Logger
  readonly publicOrigin: string | undefined
}

/**
 * Handing in and asking for the status as pages of nothing but forms, for browsers that run no scripts. Nobody is
 * identified here: these pages could not show as whom.
 */
export function registerPlainPages(app: Express, services: PlainServices): void {
  const { useCases, logger, publicOrigin } = services
  const router = Router({ mergeParams: true, caseSensitive: true })
  router.use((request, response, next) => {
    contextOf(request).route = TEMPLATE
    endUnreadBody(request, response)
    watchBodySpeed(request, response)
    requireOwnSite(request, publicOrigin)
    next()
  })
  router.get('/', async (request, response) => {
    const { words, addresses, tenant } = await openPage(useCases, request)
    const key = randomBytes(KEY_BYTES).toString('hex')
    const { limits } = services.publicUploads
    const body = formView({ words, tenant, limits, mediaTypes: ACCEPTED_MEDIA_TYPES, addresses, key })
    send(request, response, 200, words.heading, body)
  })
  router.post('/', async (request, response) => {
    await handIn(services, request, response)
  })
  router.get(STATUS_PATH, async (request, response) => {
    const { words, addresses, tenant } = await openPage(useCases, request)
    send(request, response, 200, words.status.title, statusFormView(words, tenant, addresses))
  })
  router.post(STATUS_PATH, async (request, response) => {
    const { words, addresses, tenant, call } = await openPage(useCases, request)
    const asked = parseRequest('body', SubmissionStatusRequest, await readForm(request, response))
    const status = await useCases.submissionStatus({ ...asked, ...call }, contextOf(request).signal)
    send(request, response, 200, words.status.title, statusView(words, tenant, status, addresses))
  })
  app.use(PATH, router, failureHandler(logger, sendFailure))
}

async function handIn(
  { useCases, publicUploads }: PlainServices,
  request: Request,
  response: Response,
): Promise<void> {
  const { signal } = contextOf(request)
  const { words, addresses, tenant, call } = await openPage(useCases, request)
  const citizen = await useCases.admitSubmission(call, signal)
  const receipt = await publicUploads.receive({ request, response, signal }, FormFields, (upload) => {
    const { key, ...fields } = upload.fields
    return handInBy(useCases, { citizen, key, signal })(fields, upload.files)
  })
  const body = receiptView(words, tenant, receipt.body, addresses)
  send(request, response, receipt.status ?? 201, words.receipt.title, body)
}

async function openPage({ findPublicTenant }: PlainServices['useCases'], request: Request) {
  const { tenant: slug } = parseRequest('path', TenantParams, request.params)
  const { traceId, signal } = contextOf(request)
  const tenant = await findPublicTenant(slug, signal)
  const call = { tenantSlug: slug, clientAddress: request.ip ?? '', requestId: traceId }
  return { tenant, words: wordsFor(request), addresses: addressesOf(request, slug), call }
}

const parseForm = express.urlencoded({
  extended: false,
  inflate: false,
  limit: FORM.maxBytes,
  parameterLimit: FORM.maxFields,
})

async function readForm(request: Request, response: Response): Promise<unknown> {
  const parsed = new Promise<void>((resolve, reject) => {
    parseForm(request, response, (error?: unknown) => {
      if (error === undefined) resolve()
      else reject(new MailroomError('malformed-request', 'The form cannot be read.', { cause: error }))
    })
  })
  await contextOf(request).deadline.leftToCaller(parsed)
  return request.body ?? {}
}

function languageOf(request: Request): Language {
  const asked = request.query['lang'] ?? request.acceptsLanguages('de', 'en')
  return asked === 'en' ? 'en' : 'de'
}

function wordsFor(request: Request): CitizenWords {
  return languageOf(request) === 'en' ? citizenEn : citizenDe
}

function addressesOf(request: Request, slug: string): Addresses {
  const language = languageOf(request)
  const form = `/abgabe/${slug}/einfach`
  return {
    form: `${form}?lang=${language}`,
    status: `${form}${STATUS_PATH}?lang=${language}`,
    otherLanguage: `${form}?lang=${language === 'en' ? 'de' : 'en'}`,
    withScript: `/abgabe/${slug}`,
  }
}

function send(request: Request, response: Response, status: number, title: string, body: Markup): void {
  sendPlainPage(response, status, { language: languageOf(request), title, body })
}

/** What went wrong in the words of citizens, and the way back to the form, where the browser still has what was typed. */
function sendFailure(response: Response, error: MailroomError | undefined, traceId: string): void {
  const request = response.req
  const words = wordsFor(request)
  const isStatus = request.path.startsWith(STATUS_PATH)
  const code = error?.code ?? ''
  const isWrong = isStatus && request.method === 'POST' && ['not-found', 'validation-failed'].includes(code)
  const reason = isWrong ? words.status.wrong : words.plain.reasons[code]
  if (error !== undefined) setRetryAfter(response, error)
  const title = isStatus ? words.plain.statusFailed : words.plain.failed
  const back = [request.originalUrl, words.plain.back] as const
  const body = failureView(reason ?? words.plain.unknown, words.plain.trace(traceId), back)
  send(request, response, error === undefined ? 500 : statusOf(error), title, body)
}
