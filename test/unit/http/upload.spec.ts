import { expect } from 'chai'
import { ItemReceipt } from '../../../src/contract/incoming-items.ts'
import { Problem } from '../../../src/contract/problem.ts'
import { MailroomError } from '../../../src/domain/errors.ts'
import type { ReceiveItemInput } from '../../../src/usecases/intake/receive-item.ts'
import { startApp, type AppUnderTest, type RequestOptions } from './support/app-under-test.ts'
import {
  BOUNDARY,
  fieldPart,
  filePart,
  heldUpload,
  MULTIPART,
  multipartOf,
  PDF,
  PNG,
  sendRaw,
} from './support/multipart.ts'
import { documentOf, itemOf, sha256 } from './support/records.ts'

const PATH = '/api/v1/incoming-items'

interface Received extends Omit<ReceiveItemInput, 'files'> {
  readonly files: readonly {
    filename: string
    mediaType: string | undefined
    bytes: Uint8Array
    sha256: string
  }[]
}

describe('uploads', function () {
  let app: AppUnderTest
  let received: Received[]
  let failure: Error | undefined
  let replayed: boolean
  let readable: boolean

  before(async function () {
    app = await startApp({
      useCases: {
        async receiveItem(_actor, { files, ...input }, signal) {
          if (failure !== undefined) throw failure
          const read = files.map(async ({ filename, mediaType, staged }) => {
            const chunks: Uint8Array[] = []
            for await (const chunk of staged.stream(signal)) chunks.push(chunk)
            return { filename, mediaType, bytes: Buffer.concat(chunks), sha256: staged.sha256 }
          })
          received.push({ ...input, files: await Promise.all(read) })
          return { item: itemOf(), documents: [documentOf(PDF)], replayed, readable }
        },
      },
    })
  })
  beforeEach(function () {
    received = []
    failure = undefined
    replayed = false
    readable = true
  })
  afterEach(async function () {
    expect(await app.staged(), 'nothing stays in the staging area').to.deep.equal([])
  })
  after(() => app[Symbol.asyncDispose]())

  const send = (body: Uint8Array<ArrayBuffer>, options: RequestOptions = {}): Promise<Response> =>
    app.request('POST', PATH, { body, ...options, headers: { ...MULTIPART, ...options.headers } })

  async function refused(body: Uint8Array<ArrayBuffer>, options: RequestOptions = {}): Promise<Problem> {
    const response = await send(body, options)
    expect(received, 'the use case must not be reached').to.deep.equal([])
    return Problem.parse(await response.json())
  }

  it('hands files and fields to the use case and answers 201 with the place of the item', async function () {
    const body = multipartOf([
      fieldPart('channel', 'counter'),
      fieldPart('receivedAt', '2026-11-02T10:00:00+01:00'),
      fieldPart('note', 'Größe'),
      filePart('Bescheid über Größe.pdf', PDF),
      filePart('scan', PNG),
    ])
    const response = await send(body)
    expect(response.status).to.equal(201)
    expect(response.headers.get('location')).to.equal('/api/v1/incoming-items/item1')
    expect(response.headers.get('etag')).to.equal('"7"')
    expect(await response.json()).to.include({ receiptNumber: 'MS-2026-000001', state: 'capturing' })
    const [input] = received
    expect(input).to.deep.include({
      channel: 'counter',
      receivedAt: '2026-11-02T10:00:00+01:00',
      note: 'Größe',
    })
    expect(input?.files.map(({ filename, mediaType }) => [filename, mediaType])).to.deep.equal([
      ['Bescheid über Größe.pdf', 'application/pdf'],
      ['scan', 'image/png'],
    ])
    expect(input?.files.map(({ bytes }) => Buffer.from(bytes).toString('hex'))).to.deep.equal([
      Buffer.from(PDF).toString('hex'),
      Buffer.from(PNG).toString('hex'),
    ])
    expect(input?.files[0]?.sha256).to.equal(sha256(PDF))
  })

  it('removes the staged files when the use case fails', async function () {
    failure = new MailroomError('dependency-unavailable', 'The store does not answer.')
    expect((await send(multipartOf([filePart('a.pdf', PDF)]))).status).to.equal(503)
  })

  describe('names', function () {
    const names: readonly { sent: string; expected?: string }[] = [
      { sent: '../../etc/passwd', expected: 'passwd' },
      { sent: '..\\\\..\\\\boot.ini' },
      { sent: '%2e%2e%2fetc' },
      { sent: '/etc/passwd', expected: 'passwd' },
      { sent: 'a%0d%0aSet-Cookie: x=1.pdf' },
      { sent: 'invoice\u202Efdp.exe' },
      { sent: 'CON' },
      { sent: `${'n'.repeat(4_000)}.pdf` },
      { sent: '📄🇩🇪.pdf', expected: '📄🇩🇪.pdf' },
      { sent: 'Größe.pdf'.normalize('NFD') },
      { sent: '=cmd()|calc' },
      { sent: '%22><img src=x onerror=alert(1)>' },
    ]
    for (const { sent, expected } of names) {
      it(`takes ${JSON.stringify(sent.slice(0, 40))} without harm`, async function () {
        const response = await send(multipartOf([filePart(sent, PDF)]))
        expect(response.status).to.equal(201)
        expect(response.headers.get('set-cookie')).to.equal(null)
        if (expected !== undefined) expect(received[0]?.files[0]?.filename).to.equal(expected)
        if (sent.length > 3) expect(JSON.stringify(app.logLines)).not.to.include(sent.slice(3))
      })
    }

    it('shows the name without control and direction marks when a file is refused', async function () {
      const problem = await refused(multipartOf([filePart('a%0d%0ab\u202Etxt.exe', 'MZ\x90\x00program')]))
      expect([problem.status, problem.code]).to.deep.equal([415, 'unsupported-media-type'])
      expect(problem.detail).to.include('"abtxt.exe"')
    })
  })

  describe('content that lies', function () {
    const contents: readonly { name: string; content: string | Uint8Array; status: number }[] = [
      { name: 'an empty file', content: '', status: 422 },
      { name: 'a program named .pdf', content: `MZ${'\0'.repeat(200)}`, status: 415 },
      { name: 'a web page', content: '<!doctype html><script>alert(1)</script>', status: 415 },
      {
        name: 'a vector picture with script',
        content: '<svg xmlns="http://www.w3.org/2000/svg"/>',
        status: 415,
      },
      {
        name: 'an archive',
        content: Uint8Array.from([0x50, 0x4b, 3, 4, ...Array<number>(60).fill(0)]),
        status: 415,
      },
      { name: 'plain text', content: 'Sehr geehrte Damen und Herren', status: 415 },
      { name: 'a web page that begins as PDF', content: '%PDF-1.4\n<html><script>x</script>', status: 415 },
      {
        name: '55 bytes that once hung the detector',
        content: Uint8Array.from([
          ...[0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11, 0xa6, 0xd9],
          ...Array<number>(45).fill(0),
        ]),
        status: 415,
      },
    ]
    for (const { name, content, status } of contents) {
      it(`answers ${name} with ${status}`, async function () {
        const problem = await refused(multipartOf([filePart('letter.pdf', content)]))
        expect(problem.status).to.equal(status)
        expect(problem.detail + JSON.stringify(problem.errors ?? [])).to.match(/letter\.pdf|empty/)
      })
    }

    it('goes by content and not by name or claim', async function () {
      const part = { ...filePart('letter.exe', PNG), headers: 'Content-Type: text/html\r\n' }
      expect((await send(multipartOf([part]))).status).to.equal(201)
      expect(received[0]?.files[0]?.mediaType).to.equal('image/png')
    })

    it('refuses all files when one of them is refused', async function () {
      const problem = await refused(multipartOf([filePart('good.pdf', PDF), filePart('bad.sh', 'text')]))
      expect(problem.status).to.equal(415)
    })
  })

  describe('limits', function () {
    it('ends a file that is too large long before its end', async function () {
      const problem = await refused(multipartOf([filePart('big.pdf', new Uint8Array(1_500_000))]))
      expect([problem.status, problem.code]).to.deep.equal([413, 'upload-too-large'])
    })

    it('refuses a declared length over the limit before a byte is read', async function () {
      const head = `POST ${PATH} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer mailroom\r\nContent-Length: 9000000000\r\n`
      const type = `Content-Type: ${MULTIPART['content-type']}\r\n\r\n`
      expect(await sendRaw(app.url, [head, type], 500)).to.match(/^HTTP\/1\.1 413 /)
    })

    it('ends a body without declared length at the limit', async function () {
      const head = `POST ${PATH} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer mailroom\r\nTransfer-Encoding: chunked\r\n`
      const type = `Content-Type: ${MULTIPART['content-type']}\r\n\r\n`
      const field = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="x"\r\n\r\n${'a'.repeat(65_000)}\r\n`
      const chunk = `${field.length.toString(16)}\r\n${field}\r\n`
      const answer = await sendRaw(app.url, [head, type, ...Array<string>(100).fill(chunk)], 1_500)
      expect(answer).to.match(/^HTTP\/1\.1 (400|413) /)
    })

    const cases: readonly { name: string; parts: Parameters<typeof multipartOf>[0]; statuses: number[] }[] = [
      { name: 'six files', parts: Array(6).fill(filePart('a.pdf', PDF)), statuses: [413] },
      { name: 'no file', parts: [fieldPart('channel', 'letter')], statuses: [422] },
      { name: 'a file without name', parts: [filePart('', PDF)], statuses: [422] },
      { name: 'a file named by a dot', parts: [filePart('.', PDF)], statuses: [422] },
      {
        name: 'a file in another field',
        parts: [{ disposition: 'name="document"; filename="a.pdf"', content: PDF }],
        statuses: [422],
      },
      { name: 'an unknown field', parts: [fieldPart('state', 'filed'), filePart('a', PDF)], statuses: [422] },
      {
        name: 'a field twice',
        parts: [fieldPart('note', 'a'), fieldPart('note', 'b'), filePart('a', PDF)],
        statuses: [422],
      },
      { name: 'an unknown channel', parts: [fieldPart('channel', 'x'), filePart('a', PDF)], statuses: [422] },
      { name: '10,000 parts', parts: Array(10_000).fill(fieldPart('a', 'b')), statuses: [400] },
      { name: 'a nested field name', parts: [fieldPart(`a${'[b]'.repeat(5_000)}`, 'x')], statuses: [400] },
      {
        name: '__proto__ as field',
        parts: [fieldPart('__proto__', 'x'), filePart('a', PDF)],
        statuses: [422],
      },
      {
        name: 'a field without name',
        parts: [{ disposition: 'filename="a"', content: PDF }],
        statuses: [400, 422],
      },
      {
        name: 'a very long field',
        parts: [fieldPart('note', 'a'.repeat(100_000)), filePart('a', PDF)],
        statuses: [400],
      },
    ]
    for (const { name, parts, statuses } of cases) {
      it(`answers ${name} with ${statuses.join(' or ')}`, async function () {
        expect(statuses).to.include((await refused(multipartOf(parts))).status)
      })
    }

    it('runs only so many uploads at once', async function () {
      const held = [1, 2, 3, 4].map(() => heldUpload(app.url, PATH, 'Authorization: Bearer mailroom\r\n'))
      await app.untilStaged(held.length)
      const problem = await refused(multipartOf([filePart('a.pdf', PDF)]))
      expect([problem.status, problem.code]).to.deep.equal([503, 'dependency-unavailable'])
      for (const upload of held) upload.letGo()
      await app.untilStaged(0)
      expect((await send(multipartOf([filePart('a.pdf', PDF)]))).status).to.equal(201)
    })
  })

  describe('broken bodies', function () {
    it('answers another kind of body with 415', async function () {
      const response = await app.request('POST', PATH, { json: { channel: 'letter' } })
      expect(response.status).to.equal(415)
    })

    it('answers a body without boundary with 400', async function () {
      const headers = { 'content-type': 'multipart/form-data' }
      const problem = await refused(multipartOf([filePart('a.pdf', PDF)]), { headers })
      expect([problem.status, problem.code]).to.deep.equal([400, 'malformed-request'])
    })

    const broken: readonly { name: string; body: Uint8Array<ArrayBuffer>; status: number }[] = [
      { name: 'one that ends too early', body: multipartOf([filePart('a.pdf', PDF)], ''), status: 400 },
      { name: 'an empty one', body: multipartOf([], ''), status: 400 },
      { name: 'one that is no multipart', body: Uint8Array.from(Buffer.from('hello')), status: 400 },
      {
        name: 'one with NUL in a part header',
        body: multipartOf([{ disposition: 'name="files\0"; filename="a.pdf"', content: PDF }]),
        status: 400,
      },
    ]
    for (const { name, body, status } of broken) {
      it(`answers ${name} with ${status}`, async function () {
        expect((await refused(body)).status).to.equal(status)
      })
    }

    it('leaves nothing behind of uploads that are cut off', async function () {
      const body = multipartOf([filePart('a.pdf', PDF), filePart('b.pdf', new Uint8Array(200_000))])
      const head = `POST ${PATH} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer mailroom\r\n`
      const length = `Content-Length: ${body.length}\r\nContent-Type: ${MULTIPART['content-type']}\r\n\r\n`
      const cuts = Array.from({ length: 20 }, (_, index) => Math.floor((body.length * index) / 20))
      for (const cut of cuts) await sendRaw(app.url, [head, length, body.subarray(0, cut)], 30)
      await app.untilStaged(0)
      expect(received).to.deep.equal([])
      expect((await app.request('GET', '/livez')).status).to.equal(200)
    })

    it('refuses two lengths, and a length beside chunks', async function () {
      for (const extra of [
        'Content-Length: 5\r\nContent-Length: 6',
        'Content-Length: 5\r\nTransfer-Encoding: chunked',
      ]) {
        const answer = await sendRaw(
          app.url,
          [`POST ${PATH} HTTP/1.1\r\nHost: x\r\n${extra}\r\n\r\nhello`],
          500,
        )
        expect(answer).to.match(/^HTTP\/1\.1 400 /)
        expect(answer).to.include('"code":"malformed-request"')
      }
    })
  })

  describe('an Idempotency-Key', function () {
    const body = (note: string): Uint8Array<ArrayBuffer> =>
      multipartOf([fieldPart('note', note), fieldPart('channel', 'fax'), filePart('a.pdf', PDF)])

    it('comes with a hash of all that the request says', async function () {
      const headers = { 'idempotency-key': 'key-1' }
      const sameInOtherOrder = multipartOf([
        filePart('a.pdf', PDF),
        fieldPart('channel', 'fax'),
        fieldPart('note', 'one'),
      ])
      for (const sent of [body('one'), sameInOtherOrder, body('two')]) await send(sent, { headers })
      const [first, second, third] = received.map(({ idempotency }) => idempotency)
      expect(first?.key).to.equal('key-1')
      expect(second).to.deep.equal(first)
      expect(third?.requestHash).not.to.equal(first?.requestHash)
    })

    it('counts an empty field as not given', async function () {
      const empty = multipartOf([filePart('a.pdf', PDF), fieldPart('subject', ' '), fieldPart('channel', '')])
      expect((await send(empty)).status).to.equal(201)
      expect(received.at(-1)).to.include({ channel: 'letter' })
      expect(received.at(-1)).not.to.have.property('subject')
    })

    it('marks a kept answer', async function () {
      replayed = true
      const response = await send(body('one'), { headers: { 'idempotency-key': 'key-1' } })
      expect(response.status).to.equal(200)
      expect(response.headers.get('idempotency-replayed')).to.equal('true')
    })

    it('gives the receipt only to who may not read the item any more', async function () {
      replayed = true
      readable = false
      const response = await send(body('one'), { headers: { 'idempotency-key': 'key-1' } })
      expect(response.status).to.equal(200)
      const receipt = ItemReceipt.parse(await response.json())
      expect(receipt.documents[0]?.sha256).to.equal(documentOf(PDF).original.sha256)
    })

    for (const key of ['', 'a b', 'ä', 'k'.repeat(201)]) {
      it(`is refused as ${JSON.stringify(key.slice(0, 10))}`, async function () {
        const problem = await refused(body('one'), { headers: { 'idempotency-key': key } })
        expect([problem.status, problem.code]).to.deep.equal([400, 'malformed-request'])
      })
    }
  })
})
