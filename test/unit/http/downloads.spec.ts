import { expect } from 'chai'
import { createHash } from 'node:crypto'
import { MailroomError } from '../../../src/domain/errors.ts'
import type { OpenedObject } from '../../../src/usecases/shared/opened-object.ts'
import { startApp, type AppUnderTest } from './support/app-under-test.ts'
import { sendRaw } from './support/multipart.ts'
import { documentOf, sha256 } from './support/records.ts'

const BYTES = Buffer.from(Array.from({ length: 1_000 }, (_, index) => index % 251))
const ORIGINAL = '/api/v1/documents/document1/original'
const DIGEST = createHash('sha256').update(BYTES).digest('base64')

describe('downloads', function () {
  let app: AppUnderTest
  let document = documentOf(BYTES)
  let chunks: (Uint8Array | Error)[]
  let opened: unknown[]

  async function* content(): AsyncGenerator<Uint8Array> {
    for (const chunk of chunks) {
      await new Promise((resolve) => setImmediate(resolve))
      if (chunk instanceof Error) throw chunk
      yield chunk
    }
  }

  const open = async (_actor: unknown, input: unknown): Promise<OpenedObject> => {
    opened.push(input)
    return { object: document.viewCopy ?? document.original, filename: document.filename, content: content() }
  }

  before(async function () {
    app = await startApp({
      useCases: {
        findDocument: async () => document,
        openOriginal: open,
        openViewCopy: open,
        openPagePreview: open,
        readDocumentText: async () => 'Seite 1\fSeite <b>2</b>',
      },
    })
  })
  beforeEach(function () {
    document = documentOf(BYTES)
    chunks = [BYTES.subarray(0, 600), BYTES.subarray(600)]
    opened = []
  })
  after(() => app[Symbol.asyncDispose]())

  it('gives the bytes as an attachment in a sandbox, with their digest', async function () {
    const response = await app.request('GET', ORIGINAL)
    expect(response.status).to.equal(200)
    expect(Buffer.from(await response.arrayBuffer())).to.deep.equal(BYTES)
    expect(Object.fromEntries(response.headers)).to.include({
      'content-type': 'application/pdf',
      'content-length': '1000',
      'content-disposition': 'attachment; filename=Bescheid.pdf',
      'content-security-policy':
        "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
      etag: `"${sha256(BYTES)}"`,
      'repr-digest': `sha-256=:${DIGEST}:`,
    })
    expect(opened).to.deep.equal([{ documentId: 'document1', range: undefined }])
  })

  const names: readonly { filename: string; disposition: RegExp }[] = [
    {
      filename: 'Größe.pdf',
      disposition: /^attachment; filename="Größe.pdf"$|filename\*=UTF-8''Gr%C3%B6%C3%9Fe\.pdf$/,
    },
    { filename: 'a"b\\c.pdf', disposition: /^attachment; filename="a\\"b\\\\c\.pdf"$|filename\*=/ },
    { filename: 'a\r\nSet-Cookie: x=1', disposition: /^attachment; filename="?[^\r\n]*$/ },
    { filename: '漢字 📄.pdf', disposition: /filename\*=UTF-8''%E6%BC%A2/ },
  ]
  for (const { filename, disposition } of names) {
    it(`carries the name ${JSON.stringify(filename)} safely`, async function () {
      document = documentOf(BYTES, { filename })
      const response = await app.request('HEAD', ORIGINAL)
      expect(response.headers.get('set-cookie')).to.equal(null)
      expect(response.headers.get('content-disposition')).to.match(disposition)
    })
  }

  it('labels kinds that it does not know as bytes', async function () {
    document = documentOf(BYTES, { original: { ...document.original, mediaType: 'text/html' } })
    const response = await app.request('HEAD', ORIGINAL)
    expect(response.headers.get('content-type')).to.equal('application/octet-stream')
  })

  it('answers HEAD with the same headers and opens nothing', async function () {
    const response = await app.request('HEAD', ORIGINAL)
    expect(response.headers.get('content-length')).to.equal('1000')
    expect(response.headers.get('repr-digest')).to.equal(`sha-256=:${DIGEST}:`)
    expect(await response.text()).to.equal('')
    expect(opened).to.deep.equal([])
  })

  it('answers a known tag with 304', async function () {
    const headers = { 'if-none-match': `"${sha256(BYTES)}"` }
    const response = await app.request('GET', ORIGINAL, { headers })
    expect(response.status).to.equal(304)
    expect(opened).to.deep.equal([])
  })

  describe('of a part', function () {
    const ranges: readonly {
      range: string
      status: number
      part?: { firstByte: number; lastByte: number }
    }[] = [
      { range: 'bytes=0-99', status: 206, part: { firstByte: 0, lastByte: 99 } },
      { range: 'bytes=990-', status: 206, part: { firstByte: 990, lastByte: 999 } },
      { range: 'bytes=-5', status: 206, part: { firstByte: 995, lastByte: 999 } },
      { range: 'bytes=0-5000', status: 206, part: { firstByte: 0, lastByte: 999 } },
      { range: 'bytes=5-2', status: 416 },
      { range: 'bytes=1000-', status: 416 },
      { range: 'abc', status: 200 },
      { range: 'pages=1-2', status: 200 },
      { range: 'bytes=0-1,5-9', status: 200 },
      {
        range: `bytes=${Array.from({ length: 500 }, (_, index) => `${index}-${index}`).join(',')}`,
        status: 200,
      },
      { range: `bytes=${'9'.repeat(400)}-`, status: 200 },
    ]
    for (const { range, status, part } of ranges) {
      it(`answers ${range.slice(0, 30)} with ${status}`, async function () {
        if (part !== undefined) chunks = [BYTES.subarray(part.firstByte, part.lastByte + 1)]
        const response = await app.request('GET', ORIGINAL, { headers: { range } })
        expect(response.status).to.equal(status)
        const body = Buffer.from(await response.arrayBuffer())
        if (status === 200) expect(body).to.deep.equal(BYTES)
        if (status === 416) expect(response.headers.get('content-range')).to.equal('bytes */1000')
        if (part === undefined) return
        expect(body).to.deep.equal(BYTES.subarray(part.firstByte, part.lastByte + 1))
        expect(response.headers.get('content-range')).to.equal(
          `bytes ${part.firstByte}-${part.lastByte}/1000`,
        )
        expect(opened).to.deep.equal([{ documentId: 'document1', range: part }])
      })
    }

    it('sends the whole when the copy of the caller is another one', async function () {
      const headers = { range: 'bytes=0-9', 'if-range': '"other"' }
      expect((await app.request('GET', ORIGINAL, { headers })).status).to.equal(200)
    })
  })

  describe('of altered bytes', function () {
    const altered = new MailroomError('integrity-failure', 'The bytes differ from what was recorded.')

    it('is a problem answer when it is known before the first byte', async function () {
      chunks = [altered]
      const response = await app.request('GET', ORIGINAL)
      expect(response.status).to.equal(500)
      expect(await response.json()).to.have.property('code', 'integrity-failure')
      expect(response.headers.get('repr-digest')).to.equal(null)
      expect(response.headers.get('content-disposition')).to.equal(null)
    })

    it('cuts the connection before the last chunk when it is known later', async function () {
      chunks = [BYTES.subarray(0, 600), altered]
      const request = `GET ${ORIGINAL} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer mailroom\r\n\r\n`
      const answer = await sendRaw(app.url, [request], 2_000)
      expect(answer).to.match(/^HTTP\/1\.1 200 /)
      expect(answer).to.include('Content-Length: 1000')
      expect(answer.length - answer.indexOf('\r\n\r\n') - 4).to.be.at.most(600)
      const line = app.logLines.find(({ code }) => code === 'integrity-failure')
      expect(line).to.include({ level: 50, route: '/api/v1/documents/{documentId}/original' })
    })
  })

  it('has no view copy before it is made', async function () {
    expect((await app.request('GET', '/api/v1/documents/document1/view.pdf')).status).to.equal(404)
  })

  it('names the view copy as PDF', async function () {
    document = documentOf(BYTES, { filename: 'Scan 1.tiff', viewCopy: document.original })
    const response = await app.request('GET', '/api/v1/documents/document1/view.pdf')
    expect(response.headers.get('content-disposition')).to.equal('attachment; filename="Scan 1.pdf"')
  })

  it('shows page pictures inline, and still runs nothing', async function () {
    document = documentOf(BYTES, { viewCopy: { ...document.original, mediaType: 'image/webp' } })
    const path = '/api/v1/documents/document1/pages/2/preview.webp?width=300'
    const response = await app.request('GET', path)
    expect(response.headers.get('content-disposition')).to.equal(null)
    expect(response.headers.get('content-type')).to.equal('image/webp')
    expect(response.headers.get('content-security-policy')).to.match(/^sandbox/)
    expect(opened).to.deep.equal([{ documentId: 'document1', pageNumber: 2, widthPx: 300 }])
  })

  it('gives text as text', async function () {
    const response = await app.request('GET', '/api/v1/documents/document1/text')
    expect(response.headers.get('content-type')).to.equal('text/plain; charset=utf-8')
    expect(await response.text()).to.equal('Seite 1\fSeite <b>2</b>')
  })

  it('keeps stored keys, tenant and grants inside', async function () {
    const body = await (await app.request('GET', '/api/v1/documents/document1')).text()
    expect(body).not.to.match(/secret-key|readKeys|tenantId/)
    expect(JSON.parse(body)).to.deep.include({
      id: 'document1',
      processing: { state: 'done', stage: 'understand', pagesDone: 1, pagesTotal: 1 },
    })
  })
})
