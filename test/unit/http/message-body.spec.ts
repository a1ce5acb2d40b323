import { expect } from 'chai'
import express from 'express'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { openAnswerDeadline } from '../../../src/http/answer-deadline.ts'
import { readJsonBody } from '../../../src/http/json-body.ts'
import { watchBodySpeed } from '../../../src/http/message-body.ts'
import { openContext } from '../../../src/http/request-context.ts'
import { endStalledAnswer } from '../../../src/http/stalled-answer.ts'
import { sendRaw } from './support/multipart.ts'

const PACE = { minBytesPerSecond: 1_000, graceMs: 150, lookEveryMs: 20 }
const HEAD = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n'

describe('the speed of a body', function () {
  let server: Server
  let url: string
  let readAfterMs: number

  before(async function () {
    const app = express()
    app.post('/', async (request, response) => {
      openContext(
        request,
        openAnswerDeadline({}, new AbortController().signal, () => false),
      )
      watchBodySpeed(request, response, PACE)
      await new Promise((resolve) => setTimeout(resolve, readAfterMs))
      const body = await readJsonBody(request, response)
      if (!response.headersSent) response.json(body)
    })
    app.use(((_error, _request, response, next) => {
      if (!response.headersSent) next()
    }) as express.ErrorRequestHandler)
    server = createServer({ requestTimeout: 0 }, app)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  beforeEach(function () {
    readAfterMs = 0
  })
  after(function () {
    server.closeAllConnections()
    server.close()
  })

  it('ends a body that hardly moves with 408 and the connection with it', async function () {
    const answer = await sendRaw(url, [`${HEAD}Content-Length: 100000\r\n\r\n{"a":`], 20_000)
    expect(answer).to.match(/^HTTP\/1\.1 408 /)
    expect(answer).to.include('"code":"request-timeout"')
  })

  it('lets a body pass that moves', async function () {
    const body = JSON.stringify({ text: 'a'.repeat(5_000) })
    const answer = await sendRaw(url, [`${HEAD}Content-Length: ${body.length}\r\n\r\n`, body], 400)
    expect(answer).to.match(/^HTTP\/1\.1 200 /)
  })

  it('does not count the time in which we do not read', async function () {
    readAfterMs = 400
    const answer = await sendRaw(url, [`${HEAD}Content-Length: 7\r\n\r\n{"a":1}`], 700)
    expect(answer).to.match(/^HTTP\/1\.1 200 /)
  })
})

describe('an answer that nobody reads', function () {
  let server: Server
  let ended: string[]

  before(async function () {
    const chunk = Buffer.alloc(64 * 1_024)
    const app = express()
    app.get('/:name', async (request, response) => {
      endStalledAnswer(response, { windowMs: 3_000, lookEveryMs: 50, minBytesPerSecond: 100_000 })
      response.once('close', () => ended.push(request.params.name))
      const closed = once(response, 'close')
      for (let count = 0; count < 1_000 && !response.destroyed; count += 1) {
        if (!response.write(chunk)) await Promise.race([closed, once(response, 'drain')])
      }
      response.end()
    })
    server = createServer(app)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  beforeEach(function () {
    ended = []
  })
  after(function () {
    server.closeAllConnections()
    server.close()
  })

  /** Takes so many bytes every 20 ms for five seconds. */
  async function read(name: string, bytes: number): Promise<void> {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
    socket.on('error', () => undefined).on('readable', () => undefined)
    socket.write(`GET /${name} HTTP/1.1\r\nHost: x\r\n\r\n`)
    const sip = setInterval(() => {
      for (let taken = 0; taken < bytes;) {
        const chunk = socket.read(Math.min(bytes, socket.readableLength)) as Buffer | null
        if (chunk === null) break
        taken += chunk.length
      }
    }, 20)
    await new Promise((resolve) => setTimeout(resolve, 5_000))
    clearInterval(sip)
    socket.destroy()
  }

  it('ends after a while', async function () {
    await read('stalled', 0)
    expect(ended).to.deep.equal(['stalled'])
  })

  it('ends when it is sipped', async function () {
    await read('sipped', 100)
    expect(ended).to.deep.equal(['sipped'])
  })

  it('does not end when it is read slowly', async function () {
    const reading = read('slow', 200_000)
    await new Promise((resolve) => setTimeout(resolve, 4_500))
    expect(ended).to.deep.equal([])
    await reading
  })
})
