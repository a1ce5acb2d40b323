import { createHash } from 'node:crypto'
import {
  BatchPage,
  BatchParams,
  BatchQuery,
  BatchSummary,
  BatchView,
  CloseBatchRequest,
  CreateBatchRequest,
  HandInFields,
  ReceivedScans,
} from '../../contract/batches.ts'
import { MailroomError } from '../../domain/errors.ts'
import { tagged } from '../entity-tag.ts'
import { given } from '../given.ts'
import { idempotencyKeyOf } from '../idempotency-key.ts'
import { presentBatch, presentBatchSummary, presentReceivedScans } from '../presenters/batches.ts'
import { pageRequest, presentPageOf } from '../presenters/page.ts'
import { route, type Route } from '../route.ts'
import type { ReceiveUpload } from '../upload.ts'
import type { UseCases } from '../use-cases.ts'

type Needs = Pick<
  UseCases,
  'admitHandIn' | 'closeBatch' | 'createBatch' | 'listBatches' | 'receiveScans' | 'setProtocol' | 'showBatch'
>

/** Batches of scans: `/api/v1/batches`. */
export function batchRoutes(useCases: Needs, receiveUpload: ReceiveUpload): Route[] {
  return [
    ...readingRoutes(useCases),
    createRoute(useCases),
    handInRoute(useCases, receiveUpload),
    protocolRoute(useCases, receiveUpload),
    closeRoute(useCases),
  ]
}

function readingRoutes(useCases: Needs): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/batches',
      operationId: 'listBatches',
      summary: 'Batches of scans, newest first',
      tag: 'Batches',
      access: 'batches:read',
      query: BatchQuery,
      success: { status: 200, description: 'A page of batches', body: BatchPage },
      async handle({ actor, query, signal }) {
        const filter = query.state === undefined ? {} : { state: query.state }
        const page = await useCases.listBatches(actor, filter, pageRequest(query), signal)
        return { body: presentPageOf(page, presentBatchSummary) }
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/batches/{batchId}',
      operationId: 'getBatch',
      summary: 'A batch with its scans and the account of its pages',
      tag: 'Batches',
      access: 'batches:read',
      params: BatchParams,
      success: { status: 200, description: 'The batch; its ETag is for changes', body: BatchView },
      async handle({ actor, params, signal }) {
        return tagged(presentBatch(await useCases.showBatch(actor, params.batchId, signal)))
      },
    }),
  ]
}

function createRoute({ createBatch }: Needs): Route {
  return route({
    method: 'post',
    path: '/api/v1/batches',
    operationId: 'createBatch',
    summary: 'Opens a batch for scans',
    tag: 'Batches',
    access: 'batches:hand-in',
    body: CreateBatchRequest,
    idempotencyKey: 'optional',
    success: { status: 201, description: 'The batch', body: BatchSummary },
    async handle({ actor, body, request, signal }) {
      const key = idempotencyKeyOf(request)
      const requestHash = createHash('sha256')
        .update(`batch/${JSON.stringify(body)}`)
        .digest('hex')
      const { operator = actor.displayName, ...settings } = body
      const idempotency = key === undefined ? undefined : { key, requestHash }
      const input = { ...given(settings), operator, idempotency }
      const { batch, replayed } = await createBatch(actor, input, signal)
      const view = presentBatchSummary(batch)
      const location = { Location: `/api/v1/batches/${batch.id}` }
      if (!replayed) return tagged(view, location)
      return { ...tagged(view, { ...location, 'Idempotency-Replayed': 'true' }), status: 200 }
    },
  })
}

function handInRoute({ admitHandIn, receiveScans }: Needs, receiveUpload: ReceiveUpload): Route {
  return route({
    method: 'post',
    path: '/api/v1/batches/{batchId}/scans',
    operationId: 'createScans',
    summary: 'Takes scans of several letters into a batch, each file as one; the same file is taken in once',
    tag: 'Batches',
    access: 'batches:hand-in',
    params: BatchParams,
    upload: HandInFields,
    idempotencyKey: 'optional',
    success: { status: 201, description: 'The scans are durable', body: ReceivedScans },
    async handle({ actor, params: { batchId }, request, response, signal }) {
      const key = idempotencyKeyOf(request)
      await admitHandIn(actor, batchId, signal)
      const scans = await receiveUpload(
        { request, response, signal },
        HandInFields,
        ({ files, requestHash }) => {
          const idempotency =
            key === undefined ? undefined : { key, requestHash: `${requestHash}/scans/${batchId}` }
          return receiveScans(actor, { batchId, files, idempotency }, signal)
        },
      )
      const body = presentReceivedScans(scans)
      return scans.every(({ known }) => known) ? { body, status: 200 } : { body }
    },
  })
}

function protocolRoute({ admitHandIn, setProtocol }: Needs, receiveUpload: ReceiveUpload): Route {
  return route({
    method: 'post',
    path: '/api/v1/batches/{batchId}/protocol',
    operationId: 'setBatchProtocol',
    summary: 'Takes what the scanner says it has scanned: CSV with file name, pages and, if known, SHA-256',
    tag: 'Batches',
    access: 'batches:hand-in',
    params: BatchParams,
    upload: HandInFields,
    success: { status: 200, description: 'The batch', body: BatchSummary },
    async handle({ actor, params: { batchId }, request, response, signal }) {
      await admitHandIn(actor, batchId, signal)
      const batch = await receiveUpload({ request, response, signal }, HandInFields, ({ files }) => {
        const [file, second] = files
        if (file === undefined || second !== undefined) {
          const faults = [{ path: 'files', message: 'Genau eine Datei wird gebraucht.' }]
          throw new MailroomError('validation-failed', 'Send one file.', { faults })
        }
        return setProtocol(actor, { batchId, file }, signal)
      })
      return tagged(presentBatchSummary(batch))
    },
  })
}

function closeRoute({ closeBatch }: Needs): Route {
  return route({
    method: 'post',
    path: '/api/v1/batches/{batchId}/close',
    operationId: 'closeBatch',
    summary: 'Closes a batch: balanced when every page is accounted for, else with a reason',
    tag: 'Batches',
    access: 'batches:edit',
    ifMatch: 'optional',
    params: BatchParams,
    body: CloseBatchRequest,
    success: { status: 200, description: 'The closed batch', body: BatchSummary },
    async handle({ actor, params, body, seenVersion, signal }) {
      const input = { batchId: params.batchId, reason: body.reason, expectedVersion: seenVersion }
      return tagged(presentBatchSummary(await closeBatch(actor, input, signal)))
    },
  })
}
