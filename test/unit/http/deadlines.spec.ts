import { expect } from 'chai'
import { once } from 'node:events'
import { startApp } from './support/app-under-test.ts'

const SLOW = {
  paces: { database: { isSlow: () => true } },
  answerTimes: { answerMs: 20, lookEveryMs: 5 },
}

/** Waits for what never comes; the last parameter of every use case is its signal. */
async function ended(parameters: readonly unknown[]): Promise<AbortSignal> {
  const signal = parameters.at(-1) as AbortSignal
  if (!signal.aborted) await once(signal, 'abort')
  return signal
}

async function waiting(...parameters: readonly unknown[]): Promise<never> {
  throw (await ended(parameters)).reason
}

describe('the deadline of answers', function () {
  const requests = [
    { what: 'a read', method: 'GET', path: '/api/v1/org-units', useCases: { listOrgUnits: waiting } },
    {
      what: 'a change',
      method: 'POST',
      path: '/api/v1/document-types',
      json: { id: 'bescheid', name: 'Bescheid' },
      useCases: { addDocumentType: waiting },
    },
    {
      what: 'a request whose sender is not even known yet',
      method: 'GET',
      path: '/api/v1/org-units',
      useCases: { authenticateToken: waiting },
    },
  ]
  for (const { what, method, path, json, useCases } of requests) {
    it(`answers ${what} with 503 and a time to come back when a dependency is slow`, async function () {
      await using app = await startApp({ ...SLOW, useCases })
      const answer = await app.request(method, path, { as: 'admin', json })
      expect(answer.status).to.equal(503)
      expect(answer.headers.get('retry-after')).to.equal('5')
      expect(await answer.json()).to.include({ code: 'dependency-unavailable' })
    })
  }

  it('says the same of what breaks because the time is over', async function () {
    const useCases = {
      listOrgUnits: async (...parameters: readonly unknown[]): Promise<never> => {
        await ended(parameters)
        throw new TypeError('a driver that was stopped')
      },
    }
    await using app = await startApp({ ...SLOW, useCases })
    expect((await app.request('GET', '/api/v1/org-units', { as: 'admin' })).status).to.equal(503)
  })

  it('lets an answer take its time while nothing is slow', async function () {
    const useCases = {
      listOrgUnits: async () => {
        await new Promise((resolve) => setTimeout(resolve, 100))
        return []
      },
    }
    await using app = await startApp({ ...SLOW, paces: {}, useCases })
    expect((await app.request('GET', '/api/v1/org-units', { as: 'admin' })).status).to.equal(200)
  })
})
