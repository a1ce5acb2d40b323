import { expect } from 'chai'
import { connect } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { citizenActor } from '../../../src/domain/access/actor-of-user.ts'
import { MailroomError } from '../../../src/domain/errors.ts'
import type { HandInInput } from '../../../src/usecases/intake/hand-in-submission.ts'
import { startApp, type AppUnderTest } from './support/app-under-test.ts'
import { fieldPart, filePart, MULTIPART, multipartOf, PDF } from './support/multipart.ts'

const PLACE = '/api/v1/public/musterstadt/uploads'
const HAND_IN = '/api/v1/public/musterstadt/submissions/from-uploads'
const TUS = { 'tus-resumable': '1.0.0' }
const RECEIPT = {
  receiptNumber: 'MS-2026-000001',
  referenceCode: 'AAAA-BBBB',
  secret: 'CCCC-DDDD',
  receivedAt: '2026-03-02T08:00:00.000Z',
  files: [],
  replayed: false,
}
const nameOf = (name: string): string => `filename ${Buffer.from(name).toString('base64')}`

describe('uploads of citizens in pieces', function () {
  let app: AppUnderTest
  let isFlooded = false
  const handedIn: { name: string; bytes: number; mediaType: string | undefined }[][] = []
  const claims: HandInInput['idempotency'][] = []

  before(async function () {
    const tenantOf = (slug: string) => ({
      id: slug,
      slug,
      name: slug,
      receiptPrefix: 'MS',
      timeZone: 'Europe/Berlin',
    })
    app = await startApp({
      useCases: {
        admitPartialUpload: async ({ tenantSlug }) => {
          if (isFlooded) throw new MailroomError('rate-limited', 'Too many.')
          return { tenantId: tenantSlug }
        },
        admitSubmission: async ({ tenantSlug }) => ({
          actor: citizenActor(tenantSlug, 'r'),
          tenant: tenantOf(tenantSlug),
        }),
        handInSubmission: async (_citizen, { files, subject, idempotency }: HandInInput) => {
          if (subject === 'refused') throw new MailroomError('validation-failed', 'No.')
          claims.push(idempotency)
          handedIn.push(
            files.map(({ filename, staged, mediaType }) => ({
              name: filename,
              bytes: staged.sizeBytes,
              mediaType,
            })),
          )
          return RECEIPT
        },
      },
    })
  })
  after(() => app[Symbol.asyncDispose]())

  async function ask(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>> = {},
    body?: Uint8Array,
  ) {
    const content = body === undefined ? {} : { body: Uint8Array.from(body) }
    const response = await app.request(method, path, { as: '', headers: { ...TUS, ...headers }, ...content })
    await response.arrayBuffer()
    return response
  }

  async function begun(size: number, name = 'nachweis ä.pdf', place = PLACE): Promise<string> {
    const headers = { 'upload-length': String(size), 'upload-metadata': nameOf(name) }
    const response = await ask('POST', place, headers)
    expect(response.status).to.equal(201)
    expect(response.headers.get('access-control-allow-origin')).to.equal(null)
    return response.headers.get('location') ?? ''
  }

  const patch = (path: string, offset: number, body: Uint8Array) =>
    ask(
      'PATCH',
      path,
      { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
      body,
    )
  const offsetOf = async (path: string): Promise<string | null> =>
    (await ask('HEAD', path)).headers.get('upload-offset')
  const idOf = (path: string): string => path.split('/').at(-1) ?? ''

  async function handIn(ids: readonly string[], fields: object = {}, path = HAND_IN): Promise<number> {
    const response = await app.request('POST', path, { as: '', json: { uploads: ids, ...fields } })
    await response.arrayBuffer()
    return response.status
  }

  it('go on where they were, and are handed in like every other file, once', async function () {
    const path = await begun(PDF.length)
    expect(path).to.match(new RegExp(`^${PLACE}/[0-9a-f]{32}$`))
    expect((await patch(path, 0, PDF.subarray(0, 10))).status).to.equal(204)
    expect(await handIn([idOf(path)]), 'half a file is none').to.equal(404)
    expect((await patch(path, 3, PDF.subarray(3))).status, 'another offset').to.equal(409)
    expect(await offsetOf(path)).to.equal('10')
    expect((await patch(path, 10, PDF.subarray(10))).status).to.equal(204)
    expect(await handIn([idOf(path)], { subject: 'refused' }), 'what is refused stays').to.equal(422)
    expect(await handIn([idOf(path)])).to.equal(201)
    expect(handedIn.at(-1)).to.deep.equal([
      { name: 'nachweis ä.pdf', bytes: PDF.length, mediaType: 'application/pdf' },
    ])
    expect(await handIn([idOf(path)])).to.equal(404)
    expect((await ask('HEAD', path)).status).to.equal(404)
    expect(await app.staged()).to.deep.equal([])
  })

  it('are the same request as the form that falls back to sending all at once', async function () {
    const key = { 'idempotency-key': 'a1b2c3d4e5f60718' }
    const path = await begun(PDF.length, 'lohn.pdf')
    await patch(path, 0, PDF)
    // As browsers send what is typed: JSON keeps its line breaks, forms have their own.
    const json = { uploads: [idOf(path)], message: 'Guten Tag,\nanbei.' }
    const inPieces = await app.request('POST', HAND_IN, { as: '', json, headers: key })
    const body = multipartOf([fieldPart('message', 'Guten Tag,\r\nanbei.'), filePart('lohn.pdf', PDF)])
    const headers = { ...MULTIPART, ...key }
    const plain = HAND_IN.replace('/from-uploads', '')
    const atOnce = await app.request('POST', plain, { as: '', body, headers })
    expect([inPieces.status, atOnce.status]).to.deep.equal([201, 201])
    expect(claims.at(-1)).to.deep.equal(claims.at(-2))
  })

  it('keep what came when the line breaks in the middle', async function () {
    const path = await begun(1_000)
    const { hostname, port } = new URL(app.url)
    const socket = connect(Number(port), hostname)
    socket.on('error', () => undefined)
    socket.write(
      `PATCH ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n` +
        'Content-Type: application/offset+octet-stream\r\nContent-Length: 1000\r\n\r\n',
    )
    socket.write(Buffer.alloc(400))
    await app.untilParts(400)
    socket.destroy()
    while ((await offsetOf(path)) !== '400') await turn()
  })

  it('are refused when they are too large, empty, or too many are begun', async function () {
    const metadata = { 'upload-metadata': nameOf('x.pdf') }
    expect((await ask('POST', PLACE, { 'upload-length': '300001', ...metadata })).status).to.equal(413)
    expect((await ask('POST', PLACE, { 'upload-length': '0', ...metadata })).status).to.equal(422)
    expect((await ask('POST', PLACE, metadata)).status).to.equal(400)
    isFlooded = true
    expect((await ask('POST', PLACE, { 'upload-length': '10', ...metadata })).status).to.equal(429)
    isFlooded = false
    const path = await begun(4)
    expect((await patch(path, 0, PDF)).status, 'more than was announced').to.be.oneOf([400, 413])
  })

  it('are for their city alone, and for no other site', async function () {
    const path = await begun(PDF.length, 'x.pdf', '/api/v1/public/anderswo/uploads')
    await patch(path, 0, PDF)
    expect(await handIn([idOf(path)])).to.equal(404)
    expect(await handIn([idOf(path)], {}, HAND_IN.replace('musterstadt', 'anderswo'))).to.equal(201)
    const foreign = { origin: 'https://evil.example', 'upload-length': '10' }
    expect((await ask('POST', PLACE, foreign)).status).to.equal(403)
  })

  it('name no file of the server', async function () {
    for (const id of ['..%2f..%2fetc%2fpasswd', 'ab'.repeat(16), '%00', '.json'])
      expect((await ask('HEAD', `${PLACE}/${id}`)).status, id).to.equal(404)
    expect(await handIn(['../x'])).to.equal(422)
  })

  it('are ended by whoever holds them', async function () {
    const path = await begun(10)
    expect((await ask('DELETE', path)).status).to.equal(204)
    expect((await ask('HEAD', path)).status).to.equal(404)
  })

  it('together are no larger than one request may be', async function () {
    const ids: string[] = []
    for (let file = 0; file < 2; file += 1) {
      const content = Buffer.concat([PDF, Buffer.alloc(260_000)])
      const path = await begun(content.length)
      await patch(path, 0, content)
      ids.push(idOf(path))
    }
    expect(await handIn(ids)).to.equal(413)
    expect(await app.staged()).to.deep.equal([])
  })
})
