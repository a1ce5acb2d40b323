import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { BatchSummary, BatchView, ReceivedScans } from '../../../src/contract/batches.ts'
import { History, ItemPage } from '../../../src/contract/incoming-items.ts'
import { EditedSplitPlan, SplitPlanView, type SplitEdit } from '../../../src/contract/split-plan.ts'
import type { ApiClient } from '../../support/client.ts'
import { startProduct, type Product } from '../../support/product.ts'
import { signInAlone, signInAsMailroom } from '../../support/sole-person.ts'
import { textPdf } from '../../support/text-pdf.ts'

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

  before(async function () {
    product = await startEmpty()
    mailroom = await signInAsMailroom(product.url)
  })
  after(async function () {
    await product[Symbol.asyncDispose]()
    rmSync(storageDir, { recursive: true, force: true, maxRetries: 5 })
  })

  /** Without the demo letters, which would be read first. */
  function startEmpty(): Promise<Product> {
    return startProduct({ storageDir, environment: { DEMO_DATA: 'false' } })
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
    for (const { itemId: letterId, pages } of divided.parts) {
      const letter = await mailroom.processed(letterId, LIMIT_MS)
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
})
