import { randomUUID } from 'node:crypto'
import { STATUS_CODES, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Problem } from '../contract/problem.ts'

interface Fault {
  readonly status: number
  readonly code: 'malformed-request' | 'request-timeout'
  readonly detail: string
}

const FAULTS: Readonly<Record<string, Fault>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    code: 'malformed-request',
    detail: 'Address and headers of the request are too long.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    code: 'request-timeout',
    detail: 'The headers of the request came too slowly.',
  },
}
const BROKEN: Fault = { status: 400, code: 'malformed-request', detail: 'This is no HTTP request.' }

/** Answers what Node cannot read as a request, and which therefore never reaches the routes, like every other problem. */
export function answerUnreadableRequests(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy()
      return
    }
    socket.end(answerTo(FAULTS[error.code ?? ''] ?? BROKEN))
  })
}

function answerTo({ status, code, detail }: Fault): string {
  const title = STATUS_CODES[status] ?? ''
  const problem: Problem = {
    type: `urn:poststelle:problem:${code}`,
    title,
    status,
    code,
    detail,
    traceId: randomUUID().replaceAll('-', ''),
  }
  const body = JSON.stringify(problem)
  return [
    `HTTP/1.1 ${status} ${title}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    'Connection: close',
    '',
    body,
  ].join('\r\n')
}
