import type { IncomingMessage } from 'node:http'
import type { Response } from 'express'
import { MailroomError } from '../domain/errors.ts'
import { sendProblem } from './problem.ts'
import { contextOf } from './request-context.ts'

export interface BodyPace {
  /** Bodies slower than this on average are given up. */
  readonly minBytesPerSecond: number
  /** Time before the speed is looked at. */
  readonly graceMs: number
  readonly lookEveryMs: number
}

/** A modem of 1998 was faster. */
const USUAL_PACE: BodyPace = { minBytesPerSecond: 1_024, graceMs: 20_000, lookEveryMs: 5_000 }

/** Time for a refused caller to read the answer before the connection ends. */
const LINGER_MS = 2_000

/** True when the request announces a body (RFC 9112, 6.3). */
export function hasBody(request: IncomingMessage): boolean {
  const length = request.headers['content-length']
  return request.headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0')
}

/**
 * Answers 408 to a body that hardly moves, so that slow callers cannot hold connections. Node's own request timeout is
 * off for that: it would also end large uploads that move well.
 */
export function watchBodySpeed(request: IncomingMessage, response: Response, pace = USUAL_PACE): void {
  if (!hasBody(request)) return
  const startedAtMs = performance.now()
  const bytesBefore = request.socket.bytesRead
  const timer = setInterval(() => {
    const elapsedMs = performance.now() - startedAtMs
    const wantedBytes = (pace.minBytesPerSecond * elapsedMs) / 1_000
    // A body that we do not read just now (a slow disk) is not the caller's fault.
    if (elapsedMs < pace.graceMs || request.complete || request.readableFlowing !== true) return
    if (request.socket.bytesRead - bytesBefore < wantedBytes) giveUp(request, response)
  }, pace.lookEveryMs)
  timer.unref()
  const stop = (): void => {
    clearInterval(timer)
  }
  request.once('end', stop)
  request.once('close', stop)
}

function giveUp(request: IncomingMessage, response: Response): void {
  if (response.headersSent) {
    request.destroy()
    return
  }
  response.once('finish', () => request.destroy())
  const slow = new MailroomError('request-timeout', 'The body of the request came too slowly.')
  sendProblem(response, slow, contextOf(request).traceId)
}

/**
 * An answer that comes before the whole body has been read: the rest is read and dropped for a moment, so that the
 * caller can see the answer, then the connection ends.
 */
export function endUnreadBody(request: IncomingMessage, response: Response): void {
  response.once('finish', () => {
    if (request.complete) return
    request.resume()
    const timer = setTimeout(() => {
      if (!request.complete) request.socket.destroy()
    }, LINGER_MS)
    timer.unref()
    request.once('end', () => {
      clearTimeout(timer)
    })
  })
}
