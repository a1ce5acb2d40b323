import { expect } from 'chai'
import { ApiError, call, callForBytes } from '../../../src/web/shared/api/client.ts'

/** An answer that begins well and never ends: a proxy or the server has gone in between. */
function brokenAnswer(status: number): Response {
  let isBegun = false
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (isBegun) controller.error(new TypeError('terminated'))
      else controller.enqueue(new TextEncoder().encode('{"items":['))
      isBegun = true
    },
  })
  return new Response(body, { status })
}

describe('a line that breaks within an answer', function () {
  const realFetch = globalThis.fetch

  afterEach(function () {
    globalThis.fetch = realFetch
  })

  const calls = {
    call: async () => call('/items'),
    'call for bytes': async () => callForBytes('/picture', {}),
  }
  for (const [name, asked] of Object.entries(calls)) {
    for (const status of [200, 503]) {
      it(`is a failure of the network as one before it is: ${name}, ${status}`, async function () {
        globalThis.fetch = async () => brokenAnswer(status)
        const error: unknown = await asked().catch((reason: unknown) => reason)
        expect(error).to.be.instanceOf(ApiError)
        expect(error).to.include({ status: 0, code: 'network' })
      })
    }
  }

  it('is none when the call was given up', async function () {
    const giving = new AbortController()
    giving.abort()
    globalThis.fetch = async () => brokenAnswer(200)
    const error: unknown = await call('/items', { signal: giving.signal }).catch((reason: unknown) => reason)
    expect(error).not.to.be.instanceOf(ApiError)
  })
})
