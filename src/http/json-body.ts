import express, { type Request, type RequestHandler, type Response } from 'express'
import { MailroomError } from '../domain/errors.ts'
import { hasBody } from './message-body.ts'
import { contextOf } from './request-context.ts'

/** Larger than any JSON request of ours; files come as multipart. */
const MAX_JSON_BYTES = 256 * 1024
/** For a whole filing plan as a text. */
const MAX_LARGE_JSON_BYTES = 4 * 1024 * 1024

const parserOf = (limit: number): RequestHandler =>
  express.json({ limit, inflate: false, type: 'application/json' })
const PARSERS = { usual: parserOf(MAX_JSON_BYTES), large: parserOf(MAX_LARGE_JSON_BYTES) }
export type JsonBodySize = keyof typeof PARSERS

/**
 * The parsed JSON body; `{}` for a request without one.
 *
 * @throws {MailroomError} `malformed-request`, `upload-too-large`, `unsupported-media-type` for anything but plain JSON
 */
export async function readJsonBody(
  request: Request,
  response: Response,
  size: JsonBodySize = 'usual',
): Promise<unknown> {
  if (!hasBody(request)) return {}
  if (request.is('application/json') === false) {
    throw new MailroomError('unsupported-media-type', 'Send the body as application/json.')
  }
  const parsed = new Promise<void>((resolve, reject) => {
    PARSERS[size](request, response, (error?: unknown) => {
      if (error === undefined) resolve()
      else reject(bodyError(error, size === 'large' ? MAX_LARGE_JSON_BYTES : MAX_JSON_BYTES))
    })
  })
  await contextOf(request).deadline.leftToCaller(parsed)
  return request.body as unknown
}

/** The parser's own errors carry a type and a status, and texts with parts of the body in them. */
function bodyError(error: unknown, limit: number): Error {
  const type = error instanceof Error && 'type' in error ? error.type : undefined
  switch (type) {
    case 'entity.too.large':
      return new MailroomError('upload-too-large', `A JSON body may have ${limit} bytes.`)
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return new MailroomError('unsupported-media-type', 'Send the body uncompressed and in UTF-8.')
    case 'entity.parse.failed':
    case 'request.aborted':
    case 'request.size.invalid':
      return new MailroomError('malformed-request', 'The body is not valid JSON.')
    default:
      return error instanceof Error ? error : new Error('The JSON body could not be read.', { cause: error })
  }
}
