import type { Express } from 'express'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { followConnections, type Connections } from './connections.ts'
import type { EventStreams } from './event-stream.ts'
import { answerUnreadableRequests } from './unreadable-request.ts'

const HEADERS_TIMEOUT_MS = 60_000
/**
 * A connection on which nothing moves in either direction. Event streams have a heartbeat that is faster, and proxies let go
 * of theirs sooner (nginx after 60 s): whoever sends a request while the other end hangs up would get no answer to it.
 */
const IDLE_TIMEOUT_MS = 75_000
/** What callers are told, far below what is kept, so that they hang up first also when one side is slow to notice. */
const ANNOUNCED_KEEP_ALIVE_SECONDS = 10
const LOOK_EVERY_MS = 10_000
/** Requests that run at the stop get this long to end. */
const DRAIN_MS = 30_000

export interface ServedApp {
  readonly app: Express
  /** Closed before the server: streams would hold it open. */
  readonly eventStreams?: Pick<EventStreams, 'close'>
}

export interface HttpServer {
  /** @returns the address to show: `http://127.0.0.1:3000` */
  start(port: number, host: string): Promise<string>
  /** Lets running requests end, then closes every connection. Calling it again waits for the same end. */
  close(): Promise<void>
}

export function createHttpServer({ app, eventStreams }: ServedApp): HttpServer {
  const server = createServer(
    {
      headersTimeout: HEADERS_TIMEOUT_MS,
      // Bodies have a lower bound of speed instead of an upper bound of time; see message-body.ts.
      requestTimeout: 0,
      keepAliveTimeout: IDLE_TIMEOUT_MS,
      connectionsCheckingInterval: LOOK_EVERY_MS,
    },
    (request, response) => {
      response.setHeader('Keep-Alive', `timeout=${ANNOUNCED_KEEP_ALIVE_SECONDS}`)
      app(request, response)
    },
  )
  server.setTimeout(IDLE_TIMEOUT_MS)
  answerUnreadableRequests(server)
  const connections = followConnections(server)
  let closed: Promise<void> | undefined
  return {
    start: (port, host) => listen(server, port, host),
    close() {
      eventStreams?.close()
      closed ??= drain(server, connections)
      return closed
    },
  }
}

function listen(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const { address, family, port: actualPort } = server.address() as AddressInfo
      resolve(`http://${family === 'IPv6' ? `[${address}]` : address}:${actualPort}`)
    })
  })
}

function drain(server: Server, connections: Connections): Promise<void> {
  return new Promise((resolve) => {
    const hammer = setTimeout(() => {
      server.closeAllConnections()
    }, DRAIN_MS)
    server.close(() => {
      clearTimeout(hammer)
      resolve()
    })
    connections.endWhenIdle()
  })
}
