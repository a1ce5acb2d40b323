import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * What the store does wrong. The lies: `not-stored` acknowledges and keeps nothing, `altered` keeps another byte,
 * `wrong-tag` tells of other bytes than it has, `cut-download` and `altered-download` deliver less or something else.
 * `stored-but-500` keeps everything and says that it failed.
 */
export type StoreFault =
  | 'none'
  | 'error-500'
  | 'slow-down'
  | 'hang'
  | 'not-stored'
  | 'altered'
  | 'wrong-tag'
  | 'stored-but-500'
  | 'cut-download'
  | 'altered-download'

interface Kept {
  readonly bytes: Buffer
  readonly headers: Readonly<Record<string, string>>
}

/** An S3 server that can misbehave. It checks no signatures: it proves the client, not a store. */
export interface FakeS3 extends AsyncDisposable {
  readonly port: number
  set(fault: StoreFault): void
  /**
   * Does it to the given request from now on and to no other.
   *
   * @returns tells whether it came to that
   */
  failAt(request: number, fault: StoreFault): () => boolean
  /** By key. */
  objects(): ReadonlyMap<string, Buffer>
}

export const FAKE_S3_ACCOUNT = {
  S3_ACCESS_KEY: 'fault-harness',
  S3_SECRET_KEY: 'fault-harness-secret',
  S3_BUCKET: 'poststelle',
} as const

export async function startFakeS3(): Promise<FakeS3> {
  const kept = new Map<string, Kept>()
  let fault: StoreFault = 'none'
  let single: { left: number; readonly fault: StoreFault } | undefined

  function faultNow(): StoreFault {
    if (single === undefined || single.left <= 0) return fault
    single.left -= 1
    return single.left === 0 ? single.fault : fault
  }

  const server = createServer((request, response) => {
    answer({ request, response, kept, fault: faultNow() }).catch(() => response.destroy())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    set(next) {
      fault = next
      single = undefined
    },
    failAt(request, what) {
      const armed = { left: request, fault: what }
      single = armed
      return () => armed.left <= 0
    },
    objects: () => new Map([...kept].map(([key, { bytes }]) => [key, bytes])),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

interface Call {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly kept: Map<string, Kept>
  readonly fault: StoreFault
}

async function answer(call: Call): Promise<void> {
  const { request, response, fault } = call
  const url = new URL(request.url ?? '/', 'http://store')
  const key = decodeURIComponent(url.pathname).split('/').slice(2).join('/')
  if (fault === 'hang') return
  if (fault === 'error-500' || fault === 'slow-down') {
    request.resume()
    refuse(response, fault === 'error-500' ? 500 : 503, fault === 'error-500' ? 'InternalError' : 'SlowDown')
  } else if (key === '') answerBucket(call, url)
  else if (request.method === 'PUT') await store(call, key)
  else if (request.method === 'DELETE') {
    call.kept.delete(key)
    response.writeHead(204).end()
  } else deliver(call, key)
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' })
  response.end(`<Error><Code>${code}</Code><Message>as the harness wishes</Message></Error>`)
}

function answerBucket({ request, response, kept }: Call, url: URL): void {
  request.resume()
  if (url.searchParams.get('list-type') !== '2') {
    response.end()
    return
  }
  const prefix = url.searchParams.get('prefix') ?? ''
  const rows = [...kept]
    .filter(([key]) => key.startsWith(prefix))
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(
      ([key, { bytes, headers }]) =>
        `<Contents><Key>${key}</Key><Size>${bytes.length}</Size><ETag>${headers['etag'] ?? ''}</ETag>` +
        `<LastModified>${new Date().toISOString()}</LastModified></Contents>`,
    )
  response.writeHead(200, { 'content-type': 'application/xml' })
  response.end(`<ListBucketResult><IsTruncated>false</IsTruncated>${rows.join('')}</ListBucketResult>`)
}

async function store({ request, response, kept, fault }: Call, key: string): Promise<void> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  const sent = Buffer.concat(parts)
  if (request.headers['if-none-match'] === '*' && kept.has(key)) {
    refuse(response, 412, 'PreconditionFailed')
    return
  }
  const checksum = request.headers['x-amz-checksum-sha256']
  if (checksum !== undefined && checksum !== createHash('sha256').update(sent).digest('base64')) {
    refuse(response, 400, 'BadDigest')
    return
  }
  const bytes = fault === 'altered' ? altered(sent) : sent
  const etag = `"${createHash('md5')
    .update(fault === 'wrong-tag' ? 'something else' : bytes)
    .digest('hex')}"`
  if (fault !== 'not-stored') kept.set(key, { bytes, headers: { ...marksOf(request), etag } })
  if (fault === 'stored-but-500') refuse(response, 500, 'InternalError')
  else response.writeHead(200, { etag }).end()
}

function marksOf({ headers }: IncomingMessage): Record<string, string> {
  const marks = Object.entries(headers).filter(([name]) => name.startsWith('x-amz-meta-'))
  return {
    ...Object.fromEntries(marks.map(([name, value]) => [name, String(value)])),
    'content-type': headers['content-type'] ?? 'application/octet-stream',
    'last-modified': new Date().toUTCString(),
  }
}

function altered(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes)
  const middle = Math.floor(copy.length / 2)
  if (copy.length > 0) copy[middle] = (copy[middle] ?? 0) ^ 1
  return copy
}

function deliver({ request, response, kept, fault }: Call, key: string): void {
  const found = kept.get(key)
  if (found === undefined) {
    refuse(response, 404, 'NoSuchKey')
    return
  }
  const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '')
  const [first, last] = range === null ? [0, found.bytes.length - 1] : [Number(range[1]), Number(range[2])]
  const bytes = (fault === 'altered-download' ? altered(found.bytes) : found.bytes).subarray(first, last + 1)
  response.writeHead(range === null ? 200 : 206, { ...found.headers, 'content-length': bytes.length })
  if (request.method === 'HEAD') response.end()
  else if (fault === 'cut-download') {
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy())
  } else response.end(bytes)
}
