import { PDFDocument } from '@cantoo/pdf-lib'
import { expect } from 'chai'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DocumentView, PageView } from '../../../src/contract/documents.ts'
import { ItemView } from '../../../src/contract/incoming-items.ts'
import { SearchResult } from '../../../src/contract/search.ts'
import { SessionView } from '../../../src/contract/session.ts'
import { SubmissionReceipt, SubmissionStatus } from '../../../src/contract/submissions.ts'
import { signIn, type ApiClient } from '../../support/client.ts'
import { skipUnless } from '../../support/skip.ts'
import { isSwiftInstalled, SWIFT_PACKAGES } from '../../support/swift-server.ts'
import { openSite, type Site, type SiteProcess } from './site.ts'
import { until } from './until.ts'

const LETTERS = new URL('../../../src/demo/letters/', import.meta.url)
/** One of each kind of file. */
const FILENAMES = [
  '02-einspruch-bussgeld.pdf',
  '04-bauantrag-carport.tif',
  '05-beschwerde-laerm.jpg',
  '08-kita-anfrage.png',
]
/** Long enough that a worker can be stopped while it reads. */
const LONG_LETTER_PAGES = 3
/** A lease of 30 s, and time for the pages on a busy machine. */
const READ_WITHIN_MS = 120_000

/** Separate processes that share a database and an object store, as on several machines. */
describe('the scaled form: two web servers and two workers', function () {
  this.timeout(180_000)
  let site: Site
  let first: SiteProcess
  let second: SiteProcess
  let documentId: string
  let admin: ApiClient
  let longLetter: Uint8Array

  before(async function () {
    skipUnless(this, await isSwiftInstalled(), `not installed: ${SWIFT_PACKAGES.join(' ')}`)
    site = await openSite()
    ;[first, second] = await Promise.all([
      site.startWebServer(),
      site.startWebServer(),
      site.startWorker(),
      site.startWorker(),
    ])
    admin = await signIn(first.url, 'admin', site.adminPassword)
    longLetter = await repeated(letter('01-wohngeld-erhoehung.pdf'), LONG_LETTER_PAGES)
  })
  after(async function () {
    if (await isSwiftInstalled()) await site[Symbol.asyncDispose]()
  })

  it('is ready in every process, and says so to operators', async function () {
    for (const { url } of site.running()) {
      const ready = await fetch(`${url}/readyz`)
      expect(ready.status, await ready.text()).to.equal(200)
      expect((await fetch(`${url}/metrics`)).status).to.equal(200)
    }
  })

  it('makes one municipality, although both web servers started on an empty database', async function () {
    const sessions = await Promise.all(
      [first, second].map(async ({ url }) => {
        const client = await signIn(url, 'admin', site.adminPassword)
        return client.json(SessionView, 'GET', '/session')
      }),
    )
    expect(sessions[0]?.tenant).to.deep.equal(sessions[1]?.tenant)
    // Besides it the tenant of those who run the installation, with the account that they use.
    expect(await site.count('tenants')).to.equal(2)
    expect(await site.count('users')).to.equal(2)
  })

  it('takes letters in at one web server and gives everything out at the other', async function () {
    const elsewhere = await signIn(second.url, 'admin', site.adminPassword)
    const items = await Promise.all(
      FILENAMES.map(async (name) => ({ name, item: await handIn(admin, name, letter(name)) })),
    )
    for (const { name, item } of items) {
      const { processing } = await elsewhere.processed(item.id, READ_WITHIN_MS)
      expect(processing.state, name).to.equal('done')
      await expectRenditions(elsewhere, documentOf(item), letter(name))
    }
    documentId = documentOf(items[0]?.item)
    const receipts = items.map(({ item }) => item.receiptNumber).sort()
    expect(new Set(receipts).size).to.equal(FILENAMES.length)
  })

  it('finds a word of a letter at both web servers', async function () {
    const word = await wordOf(admin, documentId)
    for (const { url } of [first, second]) {
      const client = await signIn(url, 'admin', site.adminPassword)
      await until('a hit', () => finds(client, word, documentId))
    }
  })

  it('lets a citizen hand in at one web server and ask at the other', async function () {
    const { tenant } = await admin.json(SessionView, 'GET', '/session')
    const form = new FormData()
    form.append('name', 'Bürgerin')
    form.append('files', new Blob([new Uint8Array(letter(FILENAMES[0] ?? ''))]), 'antrag.pdf')
    const path = `/api/v1/public/${tenant.slug}/submissions`
    const handed = await fetch(second.url + path, { method: 'POST', body: form })
    expect(handed.status).to.equal(201)
    const { receiptNumber, referenceCode, secret } = SubmissionReceipt.parse(await handed.json())
    const asked = await fetch(`${first.url}${path}/status`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ referenceCode, secret }),
    })
    expect(SubmissionStatus.parse(await asked.json())).to.include({ receiptNumber, fileCount: 1 })
    const { items } = await admin.items()
    const item = items.find((candidate) => candidate.receiptNumber === receiptNumber)
    expect((await admin.processed(item?.id ?? '', READ_WITHIN_MS)).processing.state).to.equal('done')
  })

  it('finishes a letter whose worker was killed while it read', async function () {
    const { id, documents } = await handIn(admin, 'lang.pdf', longLetter)
    const job = await site.jobAtWork(id)
    const children = childrenOf(job.workerPid)
    await site.workerOf(job).kill()
    await until('the end of orphaned children', () => Promise.resolve(!children.some(isRunning)))
    const item = await admin.processed(id, READ_WITHIN_MS)
    expect(item.processing.state).to.equal('done')
    const taken = await site.job(job.id)
    expect(taken).to.include({ state: 'done', attempt: 2 })
    expect(taken.workerPid).not.to.equal(job.workerPid)
    const document = await admin.json(DocumentView, 'GET', `/documents/${documents[0]?.id ?? ''}`)
    expect(document.pageCount).to.equal(LONG_LETTER_PAGES)
    await expectRenditions(admin, document.id, longLetter)
  })

  it('hands a letter on at once when its worker is told to stop', async function () {
    await site.startWorker()
    const { id } = await handIn(admin, 'lang-zwei.pdf', longLetter)
    const job = await site.jobAtWork(id)
    const worker = site.workerOf(job)
    expect(await worker.stop()).to.equal(0)
    expect(leftovers(worker.storageDir)).to.deep.equal([])
    const stopped = await site.job(job.id)
    const isHandedOn = stopped.state === 'queued' || stopped.workerPid !== job.workerPid
    expect(isHandedOn, `${JSON.stringify(stopped)} ${worker.output()}`).to.equal(true)
    expect((await admin.processed(id, READ_WITHIN_MS)).processing.state).to.equal('done')
    expect((await site.job(job.id)).workerPid).not.to.equal(job.workerPid)
  })

  it('makes its search index anew on a web server without a disk of before', async function () {
    const word = await wordOf(admin, documentId)
    expect(await first.stop()).to.equal(0)
    expect(leftovers(first.storageDir)).to.deep.equal([])
    first = await site.startWebServer()
    const client = await signIn(first.url, 'admin', site.adminPassword)
    await until('the rebuilt index', () => Promise.resolve(first.logged('search-index-rebuilt').length > 0))
    expect(await finds(client, word, documentId)).to.equal(true)
  })

  it('ends every process with exit code 0 when told to stop', async function () {
    const codes = await Promise.all(site.running().map((process) => process.stop()))
    expect(codes).to.deep.equal([0, 0, 0])
    expect(site.running()).to.deep.equal([])
  })
})

function letter(name: string): Uint8Array {
  return readFileSync(new URL(name, LETTERS))
}

async function repeated(pdf: Uint8Array, pages: number): Promise<Uint8Array> {
  const source = await PDFDocument.load(pdf)
  const result = await PDFDocument.create()
  for (let page = 0; page < pages; page += 1) {
    const [copy] = await result.copyPages(source, [0])
    if (copy !== undefined) result.addPage(copy)
  }
  return result.save()
}

async function handIn(client: ApiClient, name: string, bytes: Uint8Array): Promise<ItemView> {
  const response = await client.upload([{ name, bytes }])
  expect(response.status, name).to.equal(201)
  return ItemView.parse(await response.json())
}

function documentOf(item: ItemView | undefined): string {
  return item?.documents[0]?.id ?? ''
}

async function expectRenditions(client: ApiClient, documentId: string, sent: Uint8Array): Promise<void> {
  const get = async (path: string): Promise<Buffer> => {
    const response = await client.request('GET', `/documents/${documentId}${path}`)
    expect(response.status, path).to.equal(200)
    return Buffer.from(await response.arrayBuffer())
  }
  expect((await get('/original')).equals(sent)).to.equal(true)
  expect((await get('/view.pdf')).subarray(0, 5).toString()).to.equal('%PDF-')
  expect((await get('/pages/1/preview.webp?width=300')).subarray(8, 12).toString()).to.equal('WEBP')
  expect((await get('/text')).length).to.be.above(100)
}

/** A long word of the first page. */
async function wordOf(client: ApiClient, documentId: string): Promise<string> {
  const page = await client.json(PageView, 'GET', `/documents/${documentId}/pages/1`)
  return page.words.map(({ text }) => text).find((text) => /^\p{L}{9,}$/u.test(text)) ?? ''
}

async function finds(client: ApiClient, word: string, documentId: string): Promise<boolean> {
  const path = `/search?q=${encodeURIComponent(word)}&limit=100`
  const { hits } = await client.json(SearchResult, 'GET', path)
  return hits.some((hit) => hit.documentId === documentId)
}

/** Files of work under way; copies are those of objects. */
function leftovers(storageDir: string): string[] {
  return ['tmp', 'tmp/copies', 'scratch'].flatMap((folder) => {
    const path = join(storageDir, folder)
    return existsSync(path) ? readdirSync(path).filter((name) => name !== 'copies') : []
  })
}

function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
}

function isRunning(pid: number): boolean {
  return existsSync(`/proc/${pid}`)
}
