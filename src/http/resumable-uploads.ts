import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { DataStore, Server, Upload } from '@tus/server'
import type { Express, RequestHandler } from 'express'
import type { Logger } from 'pino'
import { TenantParams } from '../contract/submissions.ts'
import { isMailroomError, MailroomError } from '../domain/errors.ts'
import type { PartialUploads } from '../ports/partial-uploads.ts'
import { requireOwnSite } from './csrf.ts'
import { endUnreadBody, watchBodySpeed } from './message-body.ts'
import { parseRequest } from './parse-request.ts'
import { statusOf } from './problem.ts'
import { contextOf } from './request-context.ts'
import { createUploadPlaces } from './upload-places.ts'
import type { UploadLimits } from './upload-session.ts'
import type { UseCases } from './use-cases.ts'

const PATH = '/api/v1/public/:tenant/uploads'
const PART_PATH = `${PATH}/:uploadId`
/** For the log. */
const TEMPLATE = '/api/v1/public/{tenant}/uploads'
const ID_BYTES = 16
/** Sent when the browser names no file. */
const NO_NAME = 'datei'

export interface ResumableServices {
  readonly useCases: Pick<UseCases, 'admitPartialUpload'>
  readonly partialUploads: PartialUploads
  readonly limits: UploadLimits
  readonly logger: Logger
  readonly publicOrigin: string | undefined
}

/**
 * Files of citizens in pieces, by the tus protocol (creation, termination): what has come in stays when the line
 * breaks. It is handed in afterwards, by its id; until then nobody has been told that it was received.
 */
export function registerResumableUploads(app: Express, services: ResumableServices): void {
  const { limits, publicOrigin, useCases, logger } = services
  const places = createUploadPlaces(limits)
  /** The city of a request that begins an upload: the library hands its own kind of request on. */
  const tenants = new WeakMap<IncomingMessage, string>()
  const server = new Server({
    path: PATH,
    datastore: new PartialStore(services.partialUploads),
    maxSize: limits.maxFileBytes,
    namingFunction: () => randomBytes(ID_BYTES).toString('hex'),
    getFileIdFromRequest: (_request, last) => last,
    generateUrl: (request, { id }) => `${new URL(request.url).pathname}/${id}`,
    // No other site may read an answer.
    allowedOrigins: () => false,
    async onUploadCreate(request, upload) {
      const node = request.runtime?.node?.req
      const tenantId = node === undefined ? undefined : tenants.get(node as unknown as IncomingMessage)
      if (tenantId === undefined) throw new Error('An upload began without a city.')
      const filename = upload.metadata?.['filename']
      return {
        metadata: {
          tenantId,
          filename: filename === null || filename === undefined || filename === '' ? NO_NAME : filename,
        },
      }
    },
    onResponseError(_request, error) {
      // The library throws plain objects of its own, with a status.
      if (!(error instanceof Error)) return undefined
      if (isMailroomError(error)) return { status_code: statusOf(error), body: error.code }
      logger.error({ err: error, route: TEMPLATE }, 'request failed')
      return { status_code: 500, body: 'internal' }
    },
  })

  const handle: RequestHandler = async (request, response) => {
    contextOf(request).route = TEMPLATE
    endUnreadBody(request, response)
    watchBodySpeed(request, response)
    requireOwnSite(request, publicOrigin)
    const { deadline, signal } = contextOf(request)
    if (request.method === 'POST') {
      const { tenant } = parseRequest('path', TenantParams, request.params)
      const asking = { tenantSlug: tenant, clientAddress: request.ip ?? '' }
      tenants.set(request, (await useCases.admitPartialUpload(asking, signal)).tenantId)
    }
    const place = request.method === 'PATCH' ? places.take(request) : undefined
    // The library keeps what has come in when the line breaks, and that is what losing the place is.
    place?.onTaken(() => request.destroy())
    try {
      await deadline.leftToCaller(server.handle(request, response))
    } finally {
      place?.leave()
    }
  }
  app.post(PATH, handle)
  app.patch(PART_PATH, handle)
  app.head(PART_PATH, handle)
  app.delete(PART_PATH, handle)
}

/** Speaks to our port in the words of the library. */
class PartialStore extends DataStore {
  readonly #uploads: PartialUploads
  override extensions = ['creation', 'termination']

  constructor(uploads: PartialUploads) {
    super()
    this.#uploads = uploads
  }

  override async create(upload: Upload): Promise<Upload> {
    const { id, size = 0, metadata, creation_date: createdAt = new Date().toISOString() } = upload
    const tenantId = metadata?.['tenantId'] ?? ''
    const filename = metadata?.['filename'] ?? NO_NAME
    if (size === 0) throw new MailroomError('validation-failed', 'An empty file was sent.')
    await this.#uploads.begin({ id, tenantId, filename, sizeBytes: size, createdAt }, NEVER)
    return upload
  }

  override async getUpload(id: string): Promise<Upload> {
    const found = await this.#uploads.find(id, NEVER)
    if (found === undefined) throw new MailroomError('not-found', 'There is no such upload.')
    return new Upload({
      id,
      size: found.sizeBytes,
      offset: found.offsetBytes,
      creation_date: found.createdAt,
    })
  }

  override async write(stream: Readable, id: string): Promise<number> {
    return this.#uploads.append(id, stream as AsyncIterable<Uint8Array>, NEVER)
  }

  override async remove(id: string): Promise<void> {
    await this.getUpload(id)
    await this.#uploads.remove(id)
  }
}

/** The library ends its streams itself, and what has come in is kept. */
const NEVER = new AbortController().signal
