import { randomBytes } from 'node:crypto'
import express, { Router, type Express, type Request, type Response } from 'express'
import type { Logger } from 'pino'
import { z } from 'zod'
import { OpenFollowUpRequest } from '../../contract/follow-ups.ts'
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
import { handInBy, sendReceipt, type PublicUploads } from '../routes/submissions.ts'
import type { UseCases } from '../use-cases.ts'
import { answerFormView, codeFormView } from './follow-up-views.ts'
import type { Markup } from './markup.ts'
import { sendPlainPage, type Language } from './page.ts'
import { failureView, formView, receiptView, statusFormView, statusView, type Addresses } from './views.ts'

const PATH = '/abgabe/:tenant/einfach'
const STATUS_PATH = '/stand'
const RECEIPT_PATH = '/bestaetigung'
const FOLLOW_UP_PATH = '/nachreichen'
const ANSWER_PATH = `${FOLLOW_UP_PATH}/senden`
/** For the log. */
const TEMPLATE = '/abgabe/{tenant}/einfach'
const KEY_BYTES = 16
const FORM = { maxBytes: 4_096, maxFields: 10 }

/** What the form sends beside what every hand-in has. */
const key = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .optional()
const FormFields = SubmissionFields.omit({ followUpCode: true }).extend({ key })
/** What the city asks for is known: the form has no fields for it. */
const AnswerFields = SubmissionFields.omit({ subject: true, reference: true })
  .required({ followUpCode: true })
  .extend({ key })

export interface PlainServices {
  readonly useCases: Pick<
    UseCases,
    | 'findPublicTenant'
    | 'admitSubmission'
    | 'handInSubmission'
    | 'openFollowUp'
    | 'printReceipt'
    | 'submissionStatus'
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
    const body = formView({ words, tenant, addresses, ...uploadForm(services) })
    send(request, response, 200, words.heading, body)
  })
  router.post('/', async (request, response) => {
    await handIn(services, request, response, FormFields)
  })
  registerStatus(router, services)
  registerFollowUps(router, services)
  app.use(PATH, router, failureHandler(logger, sendFailure))
}

/** The status, and the receipt once more, for whoever has code and secret. */
function registerStatus(router: Router, { useCases }: PlainServices): void {
  router.get(STATUS_PATH, async (request, response) => {
    const { words, addresses, tenant } = await openPage(useCases, request)
    send(request, response, 200, words.status.title, statusFormView(words, tenant, addresses))
  })
  router.post(STATUS_PATH, async (request, response) => {
    const { words, addresses, tenant, call } = await openPage(useCases, request)
    const asked = parseRequest('body', SubmissionStatusRequest, await readForm(request, response))
    const status = await useCases.submissionStatus({ ...asked, ...call }, contextOf(request).signal)
    const body = statusView(words, tenant, { ...status, codes: asked }, addresses)
    send(request, response, 200, words.status.title, body)
  })
  router.post(RECEIPT_PATH, async (request, response) => {
    const { call } = await openPage(useCases, request)
    const asked = parseRequest('body', SubmissionStatusRequest, await readForm(request, response))
    const input = { ...asked, ...call, language: languageOf(request) }
    sendReceipt(response, await useCases.printReceipt(input, contextOf(request).signal))
  })
}

/** What the city has asked for by letter; the code is typed here, because what stands behind `#` needs a script. */
function registerFollowUps(router: Router, services: PlainServices): void {
  const { useCases } = services
  router.get(FOLLOW_UP_PATH, async (request, response) => {
    const { words, addresses, tenant } = await openPage(useCases, request)
    send(request, response, 200, words.followUp.heading, codeFormView(words, tenant, addresses))
  })
  router.post(FOLLOW_UP_PATH, async (request, response) => {
    const { words, addresses, tenant, call } = await openPage(useCases, request)
    const { code } = parseRequest('body', OpenFollowUpRequest, await readForm(request, response))
    const notice = await useCases.openFollowUp({ code, ...call }, contextOf(request).signal)
    const body = answerFormView({ words, tenant, addresses, ...uploadForm(services), code, notice })
    send(request, response, 200, words.followUp.heading, body)
  })
  router.post(ANSWER_PATH, async (request, response) => {
    await handIn(services, request, response, AnswerFields)
  })
}

function uploadForm({ publicUploads: { limits } }: PlainServices) {
  const key = randomBytes(KEY_BYTES).toString('hex')
  return { limits, mediaTypes: ACCEPTED_MEDIA_TYPES, key }
}

async function handIn(
  { useCases, publicUploads }: PlainServices,
  request: Request,
  response: Response,
  shape: typeof FormFields | typeof AnswerFields,
): Promise<void> {
  const { signal } = contextOf(request)
  const { words, addresses, tenant, call } = await openPage(useCases, request)
  const citizen = await useCases.admitSubmission(call, signal)
  const receipt = await publicUploads.receive({ request, response, signal }, shape, (upload) => {
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
    receipt: `${form}${RECEIPT_PATH}?lang=${language}`,
    followUp: `${form}${FOLLOW_UP_PATH}?lang=${language}`,
    answer: `${form}${ANSWER_PATH}?lang=${language}`,
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
  const { title, wrong, back } = placeOf(request, words)
  const code = error?.code ?? ''
  const isWrong = request.method === 'POST' && wrong?.codes.includes(code) === true
  const reason = isWrong ? wrong.reason : words.plain.reasons[code]
  if (error !== undefined) setRetryAfter(response, error)
  const way = [back ?? request.originalUrl, words.plain.back] as const
  const body = failureView(reason ?? words.plain.unknown, words.plain.trace(traceId), way)
  send(request, response, error === undefined ? 500 : statusOf(error), title, body)
}

interface Place {
  readonly title: string
  /** Failures that come from a wrong code here. */
  readonly wrong?: { readonly codes: readonly string[]; readonly reason: string }
  /** Where the form is, if not under the same address. */
  readonly back?: string
}

const WRONG_CODE = ['not-found', 'validation-failed']

function placeOf(request: Request, words: CitizenWords): Place {
  const { path } = request
  const { failed, statusFailed } = words.plain
  const addresses = addressesOf(request, String(request.params['tenant']))
  const wrongCode = `${words.followUp.wrong} ${words.followUp.wrongBody}`
  if (path === STATUS_PATH || path === RECEIPT_PATH)
    return {
      title: statusFailed,
      wrong: { codes: WRONG_CODE, reason: words.status.wrong },
      back: addresses.status,
    }
  if (path === FOLLOW_UP_PATH)
    return { title: statusFailed, wrong: { codes: WRONG_CODE, reason: wrongCode }, back: addresses.followUp }
  if (path === ANSWER_PATH)
    return { title: failed, wrong: { codes: ['not-found'], reason: wrongCode }, back: addresses.followUp }
  return { title: failed }
}
