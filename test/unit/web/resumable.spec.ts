import { expect } from 'chai'
import { DetailedError, type HttpRequest, type HttpResponse } from 'tus-js-client'
import { goesAtOnce, isWorthWaiting } from '../../../src/web/features/citizen/resumable.ts'

/** @param status 0 where no answer came */
function faultOf(method: string, status: number): DetailedError {
  const request = {
    getMethod: () => method,
    getHeader: () => undefined,
    getURL: () => '/',
  } as Partial<HttpRequest>
  const response = { getStatus: () => status, getBody: () => '' } as Partial<HttpResponse>
  const answer = status === 0 ? null : (response as HttpResponse)
  return Object.assign(new DetailedError('broken'), {
    originalRequest: request as HttpRequest,
    originalResponse: answer,
  })
}

/** What the page does by itself. */
function stepAfter(method: string, status: number): string {
  const fault = faultOf(method, status)
  if (isWorthWaiting(fault)) return 'waits'
  return goesAtOnce(fault) ? 'sends at once' : 'says so'
}

describe('a piece that does not get through', function () {
  const cases: readonly (readonly [method: string, status: number, step: string])[] = [
    ['POST', 0, 'waits'],
    ['PATCH', 0, 'waits'],
    ['PATCH', 502, 'waits'],
    ['PATCH', 503, 'waits'],
    ['PATCH', 409, 'waits'],
    ['PATCH', 405, 'sends at once'],
    ['PATCH', 413, 'says so'],
    ['POST', 502, 'waits'],
    ['POST', 503, 'sends at once'],
    ['POST', 507, 'sends at once'],
    ['POST', 429, 'sends at once'],
    ['POST', 403, 'says so'],
  ]
  for (const [method, status, step] of cases) {
    it(`${step} after ${method} and ${status === 0 ? 'no answer' : status}`, function () {
      expect(stepAfter(method, status)).to.equal(step)
    })
  }
})
