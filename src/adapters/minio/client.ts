import * as http from 'node:http'
import * as https from 'node:https'
import { Client } from 'minio'
import type { AnswerPace } from '../../ports/dependency-pace.ts'

export interface S3Connection {
  /** Address of the server, `http://` or `https://`, without a path. */
  readonly endpoint: string
  readonly accessKey: string
  readonly secretKey: string
  readonly bucket: string
  readonly region: string
  /** Longest silence of a connection that somebody waits for. */
  readonly idleTimeoutMs: number
  readonly pace: AnswerPace
}

/** A client, and the one bucket it works on. */
export interface S3Bucket {
  readonly client: Client
  readonly bucket: string
  readonly region: string
  /** Hears of every call but of lists. */
  readonly pace: AnswerPace
  /** True for https. */
  readonly secure: boolean
  /** Ends the connections that are kept open. */
  close(): void
}

/** Enough for every upload and reader of one process; more wait. */
const MAX_SOCKETS = 64

export function connectBucket(connection: S3Connection): S3Bucket {
  const { endpoint, accessKey, secretKey, bucket, region, idleTimeoutMs, pace } = connection
  const { protocol, hostname, port } = new URL(endpoint)
  const useSSL = protocol === 'https:'
  const agentOptions = { keepAlive: true, maxSockets: MAX_SOCKETS }
  const agent = useSSL ? new https.Agent(agentOptions) : new http.Agent(agentOptions)
  const client = new Client({
    endPoint: hostname,
    ...(port === '' ? {} : { port: Number(port) }),
    useSSL,
    accessKey,
    secretKey,
    region,
    pathStyle: true,
    transport: { request: requestEndingSilence(useSSL ? https.request : http.request, idleTimeoutMs) },
    transportAgent: agent,
    // A body that is streamed can be sent only once; callers know when to try again.
    retryOptions: { disableRetry: true },
  })
  return {
    client,
    bucket,
    region,
    pace,
    secure: useSSL,
    close() {
      agent.destroy()
    },
  }
}

type Request = (
  options: https.RequestOptions,
  callback?: (response: http.IncomingMessage) => void,
) => http.ClientRequest

/**
 * The client waits for ever for a server that says nothing. A request on which nothing moves in either direction, before
 * or after the answer began, ends here with an error for whoever waits for it.
 */
function requestEndingSilence(send: Request, idleTimeoutMs: number): typeof http.request {
  return function request(
    options: https.RequestOptions,
    callback?: (response: http.IncomingMessage) => void,
  ) {
    const sent = send(options, callback)
    sent.setTimeout(idleTimeoutMs, () => {
      sent.destroy(
        Object.assign(new Error('The object store was silent for too long.'), { code: 'ETIMEDOUT' }),
      )
    })
    return sent
  } as typeof http.request
}
