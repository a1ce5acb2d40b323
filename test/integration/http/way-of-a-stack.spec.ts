import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFRawStream } from '@cantoo/pdf-lib'
import { expect } from 'chai'
import { streamBytes } from '../../../src/adapters/pdf-lib/content-bytes.ts'
import { BatchSummary, BatchView, ReceivedScans } from '../../../src/contract/batches.ts'
import { History, ItemPage } from '../../../src/contract/incoming-items.ts'
import { EditedSplitPlan, SplitPlanView, type SplitEdit } from '../../../src/contract/split-plan.ts'
import { TransferNoteView } from '../../../src/contract/transfer-note.ts'
import type { ApiClient } from '../../support/client.ts'
import { startProduct, type Product } from '../../support/product.ts'
import { signInAlone, signInAsMailroom } from '../../support/sole-person.ts'
import { skipUnless } from '../../support/skip.ts'
import { textPdf } from '../../support/text-pdf.ts'
import { hasOpenSsl, openTimeStampService, type TimeStampService } from '../../support/time-stamp-service.ts'

const PAGES = 12
const LETTERS = [[1, 2, 3, 4], [5, 6, 7], [8], [9, 10, 11, 12]]
const LIMIT_MS = 120_000
const SHEETS = Array.from({ length: PAGES }, (_, index) => [
  `Blatt${index + 1} des Stapels mit Wohngeldantrag`,
])

/** A stack goes the whole way over HTTP, and the product is killed while it cuts the letters out. */
describe('the way of a stack over HTTP', function () {
  this.timeout(300_000)
  const storageDir = mkdtempSync(join(tmpdir(), 'poststelle-stack-'))
  let product: Product
  let mailroom: ApiClient
  /** Absent where openssl is not installed. */
  let authority: TimeStampService | undefined
  let letterId: string | undefined

  before(async function () {
    if (await hasOpenSsl()) authority = await openTimeStampService()
    product = await startEmpty()
    mailroom = await signInAsMailroom(product.url)
  })
  after(async function () {
    await product[Symbol.asyncDispose]()
    await authority?.[Symbol.asyncDispose]()
    rmSync(storageDir, { recursive: true, force: true, maxRetries: 5 })
  })

  /** Without the demo letters, which would be read first. */
  function startEmpty(): Promise<Product> {
    return startProduct({ storageDir, environment: { DEMO_DATA: 'false', ...stamping() } })
  }

  function stamping(): Record<string, string> {
    if (authority === undefined) return {}
    const certificates = join(storageDir, 'authority.pem')
    writeFileSync(certificates, authority.authority)
    return {
      TIME_STAMP_URL: authority.url,
      TIME_STAMP_CERTIFICATES: certificates,
      OUTGOING_ALLOWED_HOSTS: authority.host,
    }
  }

  const planOf = (itemId: string): Promise<SplitPlanView> =>
    mailroom.json(SplitPlanView, 'GET', `/incoming-items/${itemId}/split-plan`)

  async function until(itemId: string, phase: SplitPlanView['phase']): Promise<SplitPlanView> {
    const endMs = Date.now() + LIMIT_MS
    for (;;) {
      const plan = await planOf(itemId)
      if (plan.phase === phase) return plan
      if (Date.now() > endMs) throw new Error(`It is still ${plan.phase}: ${JSON.stringify(plan.processing)}`)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }

  async function handIn(batchId: string, bytes: Uint8Array): Promise<ReceivedScans> {
    const form = new FormData()
    form.append('files', new Blob([Buffer.from(bytes)]), 'stapel.pdf')
    const url = `${product.url}/api/v1/batches/${batchId}/scans`
    const response = await fetch(url, { method: 'POST', headers: { cookie: mailroom.cookie }, body: form })
    expect(response.status).to.be.oneOf([200, 201])
    return ReceivedScans.parse(await response.json())
  }

  it('makes every letter once, with the pages that the plan says, and closes balanced', async function () {
    const body = { announcedPages: PAGES, announcedPieces: LETTERS.length, byContent: false }
    const batch = await mailroom.json(BatchSummary, 'POST', '/batches', { body, expect: 201 })
    const bytes = await textPdf(SHEETS)
    const [scan] = (await handIn(batch.id, bytes)).scans
    expect((await handIn(batch.id, bytes)).scans.map(({ known, itemId }) => [known, itemId])).to.deep.equal([
      [true, scan?.itemId],
    ])
    const itemId = scan?.itemId ?? ''
    const plan = await until(itemId, 'open')
    expect(plan.pages).to.have.length(PAGES)
    const edits: SplitEdit[] = LETTERS.slice(1).map(([before = 0]) => ({ kind: 'split', before }))
    const settles: SplitEdit[] = plan.stops.map(({ page }) => ({ kind: 'settle', page }))
    const path = `/incoming-items/${itemId}/split-plan`
    const edited = await mailroom.json(EditedSplitPlan, 'PATCH', path, {
      body: { edits: [...edits, ...settles] },
      headers: { 'if-match': `"${plan.version}"` },
    })
    expect(edited.segments.map(({ pages }) => pages.map(({ page }) => page))).to.deep.equal(LETTERS)
    await mailroom.json(SplitPlanView, 'POST', `${path}/confirm`, {
      body: {},
      headers: { 'if-match': `"${edited.version}"` },
    })
    const endMs = Date.now() + LIMIT_MS
    while ((await planOf(itemId)).parts.length === 0 && Date.now() < endMs) {
      // The next answer may be the one in which a letter is cut out.
    }
    await product.kill()
    product = await startEmpty()
    mailroom = await signInAlone(product.url)
    const divided = await until(itemId, 'split')
    expect(divided.parts.map(({ pages }) => pages)).to.deep.equal(LETTERS)
    const { items } = await mailroom.json(ItemPage, 'GET', `/incoming-items?batchId=${batch.id}`)
    expect(items.map(({ id }) => id)).to.have.members(divided.parts.map((part) => part.itemId))
    // What the product was asking for when it was killed waits for the end of a lease; this one was cut out later.
    letterId = divided.parts.at(-1)?.itemId
    for (const { itemId: partId, pages } of divided.parts) {
      const letter = await mailroom.processed(partId, LIMIT_MS)
      expect(letter.processing).to.include({ state: 'done', pagesTotal: pages.length })
      const text = await (
        await mailroom.request('GET', `/documents/${letter.documents[0]?.id ?? ''}/text`)
      ).text()
      expect(text.split('\f').map((page) => /Blatt(\d+)/.exec(page)?.[1])).to.deep.equal(pages.map(String))
    }
    const history = await mailroom.json(History, 'GET', `/incoming-items/${itemId}/history`)
    expect(history.items.map(({ action }) => action)).to.include.members(['stack.edited', 'stack.divided'])
    const account = await mailroom.json(BatchView, 'GET', `/batches/${batch.id}`)
    expect(account.ledger).to.include({ images: PAGES, stored: PAGES, letters: LETTERS.length })
    expect(account.ledger.differences).to.deep.equal([])
    const closed = await mailroom.json(BatchSummary, 'POST', `/batches/${batch.id}/close`, { body: {} })
    expect(closed.state).to.equal('balanced')
  })

  it('stamps every letter, and gives one out with its note and its time stamp inside', async function () {
    skipUnless(this, authority !== undefined && letterId !== undefined, 'openssl is not installed')
    const path = `/incoming-items/${letterId}`
    const { shown, sha256, stamp } = await stampedNote(path)
    expect(stamp.authority).to.equal('O=Trust, CN=Stamp 1')
    expect(await authority.verify(Buffer.from(stamp.token, 'base64'), sha256)).to.include('OK')
    const copy = await archiveCopy(path)
    expect((await archiveCopy(path)).equals(copy), 'the same note gives the same bytes').to.equal(true)
    const inside = await filesInside(copy)
    expect([...inside.keys()]).to.deep.equal([
      'transfervermerk.json',
      'transfervermerk.pdf',
      'zeitstempel.tst',
    ])
    const json = inside.get('transfervermerk.json') ?? Buffer.alloc(0)
    expect(JSON.parse(json.toString())).to.deep.equal(shown.note)
    expect(createHash('sha256').update(json).digest('hex')).to.equal(shown.sha256)
    expect(inside.get('zeitstempel.tst')?.toString('base64')).to.equal(stamp.token)
  })

  async function stampedNote(path: string) {
    const endMs = Date.now() + LIMIT_MS
    for (;;) {
      const shown = await mailroom.json(TransferNoteView, 'GET', `${path}/transfer-note`)
      const letter = shown.note.files.find(({ role }) => role === 'letter')
      const stamp = letter?.timeStamp
      if (letter !== undefined && stamp?.state === 'stamped') return { shown, sha256: letter.sha256, stamp }
      if (Date.now() > endMs) throw new Error(`There is no time stamp: ${JSON.stringify(letter)}`)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }

  async function archiveCopy(path: string): Promise<Buffer> {
    const response = await mailroom.request('GET', `${path}/archive-copy.pdf`)
    return Buffer.from(await response.arrayBuffer())
  }
})

async function filesInside(copy: Buffer): Promise<Map<string, Buffer>> {
  const { catalog } = await PDFDocument.load(copy, { updateMetadata: false })
  const files = catalog.lookup(PDFName.of('AF'), PDFArray)
  return new Map(
    Array.from({ length: files.size() }, (_, index) => {
      const specification = files.lookup(index, PDFDict)
      const stream = specification.lookup(PDFName.of('EF'), PDFDict).lookup(PDFName.of('F'))
      if (!(stream instanceof PDFRawStream)) throw new Error('The file is not there.')
      return [specification.lookup(PDFName.of('UF'), PDFHexString).decodeText(), streamBytes(stream)]
    }),
  )
}
