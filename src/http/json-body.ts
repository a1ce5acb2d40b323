import express, { type Request, type RequestHandler, type Response } from 'express'
import { MailroomError } from '../domain/errors.ts'
import { hasBody } from './message-body.ts'
import { contextOf } from './request-context.ts'

/** Larger than any JSON request of ours; files come as multipart. */
const MAX_JSON_BYTES = 256 * 1024

const parseJson: RequestHandler = express.json({
  limit: MAX_JSON_BYTES,
  inflate: false,
  type: 'application/json',
})

/**
 * The parsed JSON body; `{}` for a request without one.
 *
 * @throws {MailroomError} `malformed-request`, `upload-too-large`, `unsupported-media-type` for anything but plain JSON
 */
export async function readJsonBody(request: Request, response: Response): Promise<unknown> {
  if (!hasBody(request)) return {}
  if (request.is('application/json') === false) {
    throw new MailroomError('unsupported-media-type', 'Send the body as application/json.')
  }
  const parsed = new Promise<void>((resolve, reject) => {
    parseJson(request, response, (error?: unknown) => {
      if (error === undefined) resolve()
      else reject(bodyError(error))
    })
  })
  await contextOf(request).deadline.leftToCaller(parsed)
  return request.body as unknown
}

/** The parser's own errors carry a type and a status, and texts with parts of the body in them. */
function bodyError(error: unknown): Error {
  const type = error instanceof Error && 'type' in error ? error.type : undefined
  switch (type) {
    case 'entity.too.large':
      return new MailroomError('upload-too-large', `A JSON body may have ${MAX_JSON_BYTES} bytes.`)
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
