import { expect } from 'chai'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createMinioBlobStore, type MinioBlobStore } from '../../../src/adapters/minio/blob-store.ts'
import { chunks, collect, contentOf, newKey, rejected } from '../../contract/blob-store.suite.ts'

/** What the adapter makes of servers that misbehave; none of them is a store. */
describe('connection to S3', function () {
  const signal = new AbortController().signal
  const bytes = randomBytes(200_000)
  let temporaryDirectory: string
  let server: Server | undefined
  const sockets = new Set<Socket>()

  beforeEach(async function () {
    temporaryDirectory = await mkdtemp(join(tmpdir(), 'poststelle-copies-'))
  })
  afterEach(async function () {
    for (const socket of sockets) socket.destroy()
    sockets.clear()
    if (server?.listening === true) await once(server.close(), 'close')
    await rm(temporaryDirectory, { recursive: true })
  })

  async function storeAt(listening: Server, callSignal = signal): Promise<MinioBlobStore> {
    server = listening
    listening.on('connection', (socket) => {
      sockets.add(socket)
      socket.on('error', () => undefined)
    })
    await once(listening.listen(0, '127.0.0.1'), 'listening')
    return storeAtPort((listening.address() as AddressInfo).port, callSignal)
  }

  function storeAtPort(port: number, callSignal = signal): Promise<MinioBlobStore> {
    const endpoint = `http://127.0.0.1:${port}`
    const account = {
      accessKey: 'key',
      secretKey: 'secret-of-the-test',
      region: 'us-east-1',
      bucket: 'bucket',
    }
    return createMinioBlobStore({ endpoint, ...account, temporaryDirectory, idleTimeoutMs: 300 }, callSignal)
  }

  /** A bucket that is there, of a server that knows conditions; the rest is for the listener. */
  function withBucket(listener: RequestListener): Server {
    return createHttpServer((request, response) => {
      if (request.method === 'HEAD' && request.url === '/bucket') response.end()
      else if (request.url?.startsWith('/bucket/probes/')) answerProbe(request, response)
      else listener(request, response)
    })
  }

  const answerProbe: RequestListener = (request, response) => {
    if (request.method === 'DELETE') response.writeHead(204).end()
    else answerError(412, 'PreconditionFailed')(request, response)
  }

  function answerError(status: number, code: string): RequestListener {
    return (request, response) => {
      request.resume()
      response.writeHead(status, { 'content-type': 'application/xml' })
      response.end(
        request.method === 'HEAD' ? undefined : `<Error><Code>${code}</Code><Message>no</Message></Error>`,
      )
    }
  }

  it('says so when nobody listens', async function () {
    const closed = createServer().listen(0, '127.0.0.1')
    await once(closed, 'listening')
    const { port } = closed.address() as AddressInfo
    await once(closed.close(), 'close')
    const failure = await rejected(storeAtPort(port), 'dependency-unavailable')
    expect(failure.facts).to.deep.equal({ storeCode: 'ECONNREFUSED' })
  })

  it('gives up on a server that accepts and says nothing', async function () {
    const failure = await rejected(storeAt(createServer(() => undefined)), 'dependency-unavailable')
    expect(failure.facts).to.deep.equal({ storeCode: 'ETIMEDOUT' })
    expect(failure.retryAfterSeconds).to.be.above(0)
  })

  it('lets a caller leave before the server has answered', async function () {
    const controller = new AbortController()
    const starting = storeAt(
      createServer(() => undefined),
      controller.signal,
    )
    setTimeout(() => {
      controller.abort()
    }, 50)
    const failure = await starting.catch((error: unknown) => error)
    expect(failure).to.have.property('name', 'AbortError')
  })

  it('gives up on an upload that the server stops reading', async function () {
    const store = await storeAt(
      withBucket((request, response) => {
        if (request.method === 'HEAD') response.writeHead(404).end()
        else request.pause()
      }),
    )
    const large = randomBytes(20 * 1024 ** 2)
    await rejected(store.put(newKey(), chunks(large), contentOf(large), signal), 'dependency-unavailable')
  })

  const answers = [
    { status: 503, code: 'SlowDown', failure: 'dependency-unavailable' },
    { status: 500, code: 'InternalError', failure: 'dependency-unavailable' },
    { status: 403, code: 'AccessDenied', failure: 'dependency-unavailable' },
    { status: 400, code: 'BadDigest', failure: 'dependency-unavailable' },
    { status: 412, code: 'PreconditionFailed', failure: 'already-exists' },
    { status: 409, code: 'ConditionalRequestConflict', failure: 'already-exists' },
    { status: 507, code: 'XMinioStorageFull', failure: 'insufficient-storage' },
  ] as const
  for (const { status, code, failure } of answers) {
    it(`takes ${status} ${code} to an upload for ${failure}`, async function () {
      const refuse = answerError(status, code)
      const store = await storeAt(
        withBucket((request, response) => {
          if (request.method === 'HEAD') response.writeHead(404).end()
          else
            request.resume().on('end', () => {
              refuse(request, response)
            })
        }),
      )
      await rejected(store.put(newKey(), chunks(bytes), contentOf(bytes), signal), failure)
    })
  }

  it('takes an upload that was acknowledged and not stored for no success', async function () {
    const store = await storeAt(
      withBucket((request, response) => {
        if (request.method === 'HEAD') response.writeHead(404).end()
        else request.resume().on('end', () => response.end())
      }),
    )
    await rejected(store.put(newKey(), chunks(bytes), contentOf(bytes), signal), 'dependency-unavailable')
  })

  it('takes an upload that another one overwrote for a key that is taken', async function () {
    let stored = false
    const head = {
      'content-length': bytes.byteLength,
      'last-modified': new Date().toUTCString(),
      'x-amz-meta-sha256': 'of-the-other',
    }
    const store = await storeAt(
      withBucket((request, response) => {
        if (request.method === 'HEAD') response.writeHead(stored ? 200 : 404, stored ? head : {}).end()
        else
          request.resume().on('end', () => {
            stored = true
            response.end()
          })
      }),
    )
    await rejected(store.put(newKey(), chunks(bytes), contentOf(bytes), signal), 'already-exists')
  })

  const head = { 'content-length': bytes.byteLength, 'last-modified': new Date().toUTCString() }

  it('delivers a download that breaks off never as complete', async function () {
    const store = await storeAt(
      withBucket((request, response) => {
        response.writeHead(200, head)
        if (request.method === 'HEAD') response.end()
        else response.write(bytes.subarray(0, 100_000), () => response.destroy())
      }),
    )
    await rejected(
      (async () => collect(await store.open(newKey(), contentOf(bytes), signal)))(),
      'dependency-unavailable',
    )
  })

  it('gives up on a download that stops in the middle', async function () {
    const store = await storeAt(
      withBucket((request, response) => {
        response.writeHead(200, head)
        if (request.method === 'HEAD') response.end()
        else response.write(bytes.subarray(0, 100_000))
      }),
    )
    await rejected(
      (async () => collect(await store.open(newKey(), contentOf(bytes), signal)))(),
      'dependency-unavailable',
    )
  })

  it('ends a download when its reader is gone', async function () {
    const store = await storeAt(
      withBucket((request, response) => {
        response.writeHead(200, head)
        if (request.method === 'HEAD') response.end()
        else response.write(bytes.subarray(0, 100_000))
      }),
    )
    const controller = new AbortController()
    setTimeout(() => {
      controller.abort()
    }, 50)
    const failure = await (async () =>
      collect(await store.open(newKey(), contentOf(bytes), controller.signal)))().catch(
      (error: unknown) => error,
    )
    expect(failure).to.have.property('name', 'AbortError')
  })
})
