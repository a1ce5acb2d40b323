import { expect } from 'chai'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import { Problem } from '../../src/contract/problem.ts'
import { ItemSummary } from '../../src/contract/incoming-items.ts'
import { signIn, type ApiClient } from '../support/client.ts'
import {
  blackPng,
  brokenPdf,
  encryptedPdf,
  enormousPagePdf,
  nestedPagesPdf,
  truncatedPng,
} from '../support/hostile-files.ts'
import { ADMIN_PASSWORD, startProduct, type Product } from '../support/product.ts'

const LETTER = new URL('../../src/demo/letters/06-bewerbung-verwaltung.pdf', import.meta.url)

describe('hostile files', function () {
  this.timeout(180_000)
  let product: Product
  let client: ApiClient

  before(async function () {
    product = await startProduct({ environment: { DEMO_DATA: 'false' } })
    client = await signIn(product.url, 'admin', ADMIN_PASSWORD)
  })
  after(async function () {
    await product[Symbol.asyncDispose]()
  })

  const refused = [
    {
      what: 'an empty file',
      name: 'leer.pdf',
      bytes: Buffer.alloc(0),
      status: 422,
      code: 'validation-failed',
    },
    {
      what: 'a web page that claims to be a PDF',
      name: 'a.pdf',
      bytes: Buffer.from('<!doctype html><script>1</script>'),
      status: 415,
      code: 'unsupported-media-type',
    },
    {
      what: 'a program',
      name: 'scan.jpg',
      bytes: Buffer.from('MZ\x90\0\x03'.padEnd(200, '\0'), 'latin1'),
      status: 415,
      code: 'unsupported-media-type',
    },
    {
      what: 'an SVG picture',
      name: 'a.svg',
      bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      status: 415,
      code: 'unsupported-media-type',
    },
  ]
  for (const { what, name, bytes, status, code } of refused) {
    it(`refuses ${what} with ${code}`, async function () {
      const response = await client.upload([{ name, bytes }])
      expect(response.status).to.equal(status)
      expect(response.headers.get('content-type')).to.match(/^application\/problem\+json/)
      expect(Problem.parse(await response.json()).code).to.equal(code)
    })
  }

  const parked = [
    { what: 'a broken PDF', bytes: brokenPdf(), reason: 'document-damaged' },
    { what: 'an encrypted PDF', bytes: encryptedPdf(), reason: 'document-encrypted' },
    { what: 'a PDF of a thousand million pages', bytes: nestedPagesPdf(9), reason: 'document-damaged' },
    { what: 'a page of seventy metres', bytes: enormousPagePdf(), reason: 'document-limits' },
    {
      what: 'a picture of 20,000 × 20,000 pixels',
      bytes: blackPng(20_000, 20_000),
      reason: 'document-limits',
    },
    { what: 'half a picture', bytes: truncatedPng(), reason: 'document-damaged' },
  ]
  for (const { what, bytes, reason } of parked) {
    it(`keeps ${what}, says ${reason}, and still gives it back`, async function () {
      const response = await client.upload([{ name: 'brief', bytes }])
      expect(response.status, await response.clone().text()).to.equal(201)
      const item = await client.processed(
        ItemSummary.pick({ id: true })
          .loose()
          .parse(await response.json()).id,
      )
      expect(item.processing).to.include({ state: 'needs-attention', reason })
      await expectOriginal(item.documents[0]?.id, bytes)
    })
  }

  it('reads the next good letter after all of them', async function () {
    const bytes = readFileSync(LETTER)
    const response = await client.upload([{ name: 'brief.pdf', bytes }])
    const item = await client.processed(
      ItemSummary.pick({ id: true })
        .loose()
        .parse(await response.json()).id,
    )
    expect(item.processing.state).to.equal('done')
    await expectOriginal(item.documents[0]?.id, bytes)
  })

  const names = [
    '../../etc/passwd',
    '<img src=x onerror=alert(1)>.pdf',
    'a\u202Efdp.exe',
    `${'ä'.repeat(3_000)}.pdf`,
    '=cmd()',
    'CON',
  ]
  for (const name of names) {
    it(`shows the file name ${JSON.stringify(name.slice(0, 40))} without harm`, async function () {
      const response = await client.upload([{ name, bytes: readFileSync(LETTER) }])
      expect(response.status).to.equal(201)
      const [file] = (await toSummary(response)).documents
      expect(file?.filename).to.not.match(/[/\\\p{Cc}\u202A-\u202E\u2066-\u2069]/u)
      expect(file?.filename.length).to.be.within(1, 255)
    })
  }

  async function toSummary(response: Response): Promise<z.infer<typeof ItemSummary>> {
    const { id } = ItemSummary.pick({ id: true })
      .loose()
      .parse(await response.json())
    const page = await client.items('?limit=200')
    const found = page.items.find((item) => item.id === id)
    if (found === undefined) throw new Error(`The item ${id} is not in the list.`)
    return found
  }

  async function expectOriginal(documentId: string | undefined, bytes: Uint8Array): Promise<void> {
    const response = await client.request('GET', `/documents/${documentId ?? ''}/original`)
    expect(response.status).to.equal(200)
    expect(response.headers.get('content-disposition')).to.match(/^attachment/)
    const received = Buffer.from(await response.arrayBuffer())
    expect(sha256(received)).to.equal(sha256(bytes))
  }
})

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
