import { expect } from 'chai'
import { citizenActor } from '../../../src/domain/access/actor-of-user.ts'
import { startApp, type AppUnderTest } from './support/app-under-test.ts'
import { filePart, heldUpload, MULTIPART, multipartOf, PDF } from './support/multipart.ts'
import { documentOf, itemOf } from './support/records.ts'

const PUBLIC_PATH = '/api/v1/public/musterstadt'
const STAFF_PATH = '/api/v1/incoming-items'
/** Of the app under test. */
const PUBLIC_PLACES = 2

describe('uploads of people without an account', function () {
  let app: AppUnderTest

  before(async function () {
    const tenant = {
      id: 't',
      slug: 'musterstadt',
      name: 'Musterstadt',
      receiptPrefix: 'MS',
      timeZone: 'Europe/Berlin',
    }
    const receipt = {
      receiptNumber: 'MS-2026-000001',
      referenceCode: 'AAAA-BBBB',
      secret: 'CCCC-DDDD',
      receivedAt: '2026-03-02T08:00:00.000Z',
      files: [],
    }
    app = await startApp({
      useCases: {
        findPublicTenant: async () => ({
          ...tenant,
          links: { signLanguageUrl: 'https://stadt.example/dgs' },
        }),
        admitSubmission: async () => ({ actor: citizenActor('t', 'r'), tenant }),
        handInSubmission: async (_citizen, { idempotency }) => {
          const replayed = idempotency !== undefined && claims.has(JSON.stringify(idempotency))
          if (idempotency !== undefined) claims.add(JSON.stringify(idempotency))
          return { ...receipt, replayed }
        },
        receiveItem: async () => ({
          item: itemOf(),
          documents: [documentOf(PDF)],
          readable: true,
          replayed: false,
        }),
      },
    })
  })
  after(() => app[Symbol.asyncDispose]())

  const claims = new Set<string>()

  /** @param key of the browser, which asks again when no answer came */
  async function handedIn(key: string, name = 'antrag.pdf'): Promise<Response> {
    const headers = { ...MULTIPART, 'idempotency-key': key }
    return app.request('POST', submissions, { as: '', body: multipartOf([filePart(name, PDF)]), headers })
  }

  async function statusOf(path: string, files: readonly Uint8Array[]): Promise<number> {
    const body = multipartOf(files.map((content, at) => filePart(`${at}.pdf`, content)))
    const as = path === STAFF_PATH ? 'mailroom' : ''
    const response = await app.request('POST', path, { as, body, headers: MULTIPART })
    await response.arrayBuffer()
    return response.status
  }

  const submissions = `${PUBLIC_PATH}/submissions`
  const pdfOf = (bytes: number): Uint8Array => Buffer.concat([PDF, Buffer.alloc(bytes)])

  it('answers the same request with the same key again, and says so', async function () {
    const key = 'a1b2c3d4e5f60718'
    const first = await handedIn(key)
    expect([first.status, first.headers.get('idempotency-replayed')]).to.deep.equal([201, null])
    const again = await handedIn(key)
    expect([again.status, again.headers.get('idempotency-replayed')]).to.deep.equal([200, 'true'])
    expect(await again.json()).to.deep.equal(await first.json())
    expect((await handedIn(key, 'other.pdf')).status).to.equal(201)
  })

  it('takes no key that somebody else may have too', async function () {
    const refused = await handedIn('1')
    expect([refused.status, await refused.json()]).to.have.nested.property('[1].code', 'malformed-request')
    expect(refused.status).to.equal(400)
  })

  it('tells what fits', async function () {
    const response = await app.request('GET', PUBLIC_PATH, { as: '' })
    expect(await response.json()).to.deep.include({
      maxFileBytes: 300_000,
      maxFiles: 2,
      maxRequestBytes: 500_000,
      easyLanguageUrl: null,
      signLanguageUrl: 'https://stadt.example/dgs',
    })
  })

  for (const { name, files } of [
    { name: 'a file', files: [pdfOf(400_000)] },
    { name: 'a number of files', files: [PDF, PDF, PDF] },
    { name: 'a request', files: [pdfOf(260_000), pdfOf(260_000)] },
  ]) {
    it(`refuses ${name} that is too large for the public and takes it from staff`, async function () {
      expect(await statusOf(submissions, files)).to.equal(413)
      expect(await statusOf(STAFF_PATH, files)).to.equal(201)
    })
  }

  it('take no place from staff, however many wait', async function () {
    const held = [1, 2, 3, 4, 5, 6].map(() => heldUpload(app.url, submissions))
    await app.untilStaged(PUBLIC_PLACES)
    expect(await statusOf(submissions, [PDF])).to.equal(503)
    expect(await statusOf(STAFF_PATH, [PDF])).to.equal(201)
    for (const upload of held) upload.letGo()
    await app.untilStaged(0)
    expect(await statusOf(submissions, [PDF])).to.equal(201)
  })
})
