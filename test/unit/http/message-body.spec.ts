import { expect } from 'chai'
import express from 'express'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readJsonBody } from '../../../src/http/json-body.ts'
import { watchBodySpeed } from '../../../src/http/message-body.ts'
import { openContext } from '../../../src/http/request-context.ts'
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
      openContext(request, new AbortController().signal)
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
    const startedMs = performance.now()
    const answer = await sendRaw(url, [`${HEAD}Content-Length: 100000\r\n\r\n{"a":`], 3_000)
    expect(answer).to.match(/^HTTP\/1\.1 408 /)
    expect(answer).to.include('"code":"request-timeout"')
    expect(performance.now() - startedMs).to.be.below(1_500)
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
