import { expect } from 'chai'
import type { Request } from 'express'
import { isMailroomError } from '../../../src/domain/errors.ts'
import { createUploadPlaces, type PlaceLimits } from '../../../src/http/upload-places.ts'
import { startApp } from './support/app-under-test.ts'
import { filePart, MULTIPART, multipartOf, PDF, sendRaw } from './support/multipart.ts'

const AT_ONCE = { graceMs: 0, bytesPerSecond: 1_000_000 }
const NEVER = { graceMs: 60_000, bytesPerSecond: 1_000_000 }

interface Sender {
  ip: string
  complete: boolean
  socket: { bytesRead: number }
}

function sender(ip: string): Sender & Request {
  return { ip, complete: false, socket: { bytesRead: 0 } } as Sender & Request
}

describe('the places for uploads', function () {
  function open(limits: Partial<PlaceLimits> = {}) {
    const places = createUploadPlaces({ maxUploadsInFlight: 2, yieldingPace: AT_ONCE, ...limits })
    const taken: string[] = []
    function take(request: Sender & Request): { leave: () => void; code?: string } {
      try {
        const place = places.take(request)
        place.onTaken(({ code }) => taken.push(`${request.ip} ${code}`))
        return place
      } catch (error) {
        if (isMailroomError(error)) return { leave: () => undefined, code: error.code }
        throw error
      }
    }
    return { take, taken }
  }

  it('are given to all while there are some', function () {
    const { take, taken } = open()
    expect(take(sender('192.0.2.1')).code).to.equal(undefined)
    expect(take(sender('192.0.2.1')).code).to.equal(undefined)
    expect(taken).to.deep.equal([])
  })

  it('are taken from the slowest when somebody else comes', async function () {
    const { take, taken } = open()
    const [slow, slower] = [sender('192.0.2.1'), sender('192.0.2.2')]
    take(slow)
    take(slower)
    slow.socket.bytesRead = 500
    slower.socket.bytesRead = 50
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(take(sender('192.0.2.3')).code).to.equal(undefined)
    expect(taken).to.deep.equal(['192.0.2.2 request-timeout'])
  })

  const kept: { what: string; limits: Partial<PlaceLimits>; change: (request: Sender) => void }[] = [
    { what: 'who has just begun', limits: { yieldingPace: NEVER }, change: () => undefined },
    {
      what: 'who is fast enough',
      limits: { yieldingPace: { graceMs: 0, bytesPerSecond: 1 } },
      change: ({ socket }) => (socket.bytesRead = 1_000_000),
    },
    { what: 'whose body is in', limits: {}, change: (request) => (request.complete = true) },
  ]
  for (const { what, limits, change } of kept) {
    it(`are not taken from one ${what}: the next one is told to come back`, function () {
      const { take, taken } = open(limits)
      for (const request of [sender('192.0.2.1'), sender('192.0.2.2')]) {
        take(request)
        change(request)
      }
      expect(take(sender('192.0.2.3')).code).to.equal('dependency-unavailable')
      expect(taken).to.deep.equal([])
    })
  }

  it('are limited for one address, whichever of its IPv6 addresses it takes', function () {
    const { take, taken } = open({ maxUploadsInFlight: 9, maxUploadsPerAddress: 2 })
    take(sender('2001:db8::1'))
    const second = take(sender('2001:db8::2'))
    expect(take(sender('2001:db8::3')).code).to.equal('rate-limited')
    expect(take(sender('2001:db9::1')).code).to.equal(undefined)
    second.leave()
    expect(take(sender('2001:db8::4')).code).to.equal(undefined)
    expect(taken).to.deep.equal([])
  })
})

describe('a trickling upload', function () {
  it('gives its place to the next one, is told so, and leaves nothing behind', async function () {
    await using app = await startApp({
      useCases: {
        admitSubmission: async () => ({ actor: {} as never, tenant: {} as never }),
        handInSubmission: async () => ({
          receiptNumber: 'MU-2026-000001',
          referenceCode: 'c',
          secret: 's',
          receivedAt: '2026-11-22T10:00:00.000Z',
          files: [],
          replayed: false,
        }),
      },
      limits: {
        maxFileBytes: 1_000_000,
        maxFiles: 5,
        maxRequestBytes: 2_000_000,
        maxUploadsInFlight: 4,
        maxEventStreams: 2,
        maxEventStreamsPerPerson: 2,
        publicUploads: {
          maxFileBytes: 300_000,
          maxFiles: 2,
          maxRequestBytes: 500_000,
          maxUploadsInFlight: 1,
          yieldingPace: { graceMs: 0, bytesPerSecond: Infinity },
        },
      },
    })
    const path = '/api/v1/public/musterstadt/submissions'
    const body = multipartOf([filePart('a.pdf', PDF)])
    const head = [
      `POST ${path} HTTP/1.1`,
      'Host: x',
      'Sec-Fetch-Site: same-origin',
      `Content-Type: ${MULTIPART['content-type']}`,
      'Content-Length: 100000',
    ].join('\r\n')
    const trickle = sendRaw(app.url, [`${head}\r\n\r\n`, body.subarray(0, body.length - 60)], 8_000)
    await app.untilStaged(1)
    const headers = { ...MULTIPART, 'sec-fetch-site': 'same-origin' }
    const next = await app.request('POST', path, { as: '', headers, body })
    expect(next.status, await next.text()).to.equal(201)
    expect(await trickle).to.match(/^HTTP\/1\.1 408 /)
    await app.untilStaged(0)
  })
})
