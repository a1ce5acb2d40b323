import { expect } from 'chai'
import { Problem } from '../../../src/contract/problem.ts'
import { itemOf } from './support/records.ts'
import { startApp, type AppUnderTest } from './support/app-under-test.ts'

const CLAIM = '/api/v1/incoming-items/item1/claim'

describe('steps of an item over HTTP', function () {
  let app: AppUnderTest
  let reached: unknown[]

  before(async function () {
    app = await startApp({
      useCases: {
        claimItem: async (_actor, input) => {
          reached.push(input)
          return { item: itemOf(), documents: [] }
        },
      },
    })
  })
  beforeEach(function () {
    reached = []
  })
  after(() => app[Symbol.asyncDispose]())

  it('heed the version in If-Match', async function () {
    const headers = { 'if-match': '"7"' }
    const response = await app.request('POST', CLAIM, { as: 'clerk', json: {}, headers })
    expect(response.status).to.equal(200)
    expect(reached).to.deep.equal([{ itemId: 'item1', expectedVersion: 7 }])
  })

  it('go on without it', async function () {
    expect((await app.request('POST', CLAIM, { as: 'clerk', json: {} })).status).to.equal(200)
    expect(reached).to.deep.equal([{ itemId: 'item1', expectedVersion: undefined }])
  })

  it('refuse a tag that is none of ours', async function () {
    const headers = { 'if-match': '"other"' }
    const response = await app.request('POST', CLAIM, { as: 'clerk', json: {}, headers })
    expect(response.status).to.equal(412)
    expect(Problem.parse(await response.json()).code).to.equal('version-mismatch')
    expect(reached).to.deep.equal([])
  })
})
