import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { PDFDocument } from '@cantoo/pdf-lib'
import { expect } from 'chai'
import { openPromise } from 'yauzl'
import { CaseFileView } from '../../../src/contract/case-files.ts'
import {
  DisclosureList,
  RedactionList,
  RedactionView,
  WordPlaces,
} from '../../../src/contract/disclosures.ts'
import { FilingPlanView } from '../../../src/contract/filing-plan.ts'
import { History, ItemView } from '../../../src/contract/incoming-items.ts'
import { SessionView } from '../../../src/contract/session.ts'
import { signIn, type ApiClient } from '../../support/client.ts'
import { demoProduct } from '../../support/demo-product.ts'
import { textPdf } from '../../support/text-pdf.ts'

const run = promisify(execFile)
const WHY = { recipient: 'Rechtsanwältin Berg', legalBasis: '§ 29 VwVfG' }
const LETTER = [
  ['Sehr geehrte Damen und Herren,', 'mein Nachbar Theodor Wiesengrund hat mich gestern', 'angesprochen.'],
  ['Bitte rufen Sie mich an, bevor Sie Theodor Wiesengrund schreiben.', 'Mit freundlichen Grüßen'],
]

/** A letter is filed, redacted and given out over HTTP; answers are held against their shapes. */
describe('the way of documents out of the house', function () {
  this.timeout(240_000)
  let clerk: ApiClient
  let folder: string
  let caseFileId: string
  let documentId: string

  before(async function () {
    folder = await mkdtemp(join(tmpdir(), 'poststelle-test-'))
    const product = await demoProduct()
    clerk = await signIn(product.url, 'soziales', product.passwords['soziales'] ?? '')
    const uploaded = await clerk.upload([{ name: 'Beschwerde.pdf', bytes: await textPdf(LETTER) }])
    const { id } = ItemView.parse(await uploaded.json())
    const item = await clerk.processed(id, 200_000)
    documentId = item.documents[0]?.id ?? ''
    const { user } = await clerk.json(SessionView, 'GET', '/session')
    const leadUnitId = user.orgUnitIds[0] ?? ''
    const confirm = { index: { subject: 'Beschwerde' }, target: { orgUnitId: leadUnitId } }
    await clerk.json(ItemView, 'POST', `/incoming-items/${id}/confirm`, { body: confirm })
    const { items: plan } = await clerk.json(FilingPlanView, 'GET', '/filing-plan')
    const filingPlanEntryId = plan.at(-1)?.id ?? ''
    const body = { subject: 'Nachbarn', filingPlanEntryId, leadUnitId }
    const file = await clerk.json(CaseFileView, 'POST', '/case-files', { body, expect: 201 })
    caseFileId = file.id
    await clerk.json(ItemView, 'POST', `/incoming-items/${id}/file`, { body: { caseFileId } })
  })
  after(async function () {
    await rm(folder, { recursive: true, force: true })
  })

  async function disclose(body: object): Promise<{ readonly bytes: Buffer; readonly sha256: string }> {
    const response = await clerk.request('POST', `/case-files/${caseFileId}/disclosures`, { body })
    expect(response.status).to.equal(201)
    const bytes = Buffer.from(await response.arrayBuffer())
    const sha256 = createHash('sha256').update(bytes)
    const digest = `sha-256=:${sha256.copy().digest('base64')}:`
    expect(response.headers.get('repr-digest')).to.equal(digest)
    expect(response.headers.get('content-disposition')).to.include('attachment')
    return { bytes, sha256: sha256.digest('hex') }
  }

  async function unpack(bytes: Buffer, target: string): Promise<readonly string[]> {
    const path = join(folder, 'akte.zip')
    await writeFile(path, bytes)
    const names: string[] = []
    const zip = await openPromise(path)
    for await (const entry of zip.eachEntry()) {
      names.push(entry.fileName)
      const file = join(target, entry.fileName)
      await mkdir(dirname(file), { recursive: true })
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(file))
    }
    return names
  }

  it('goes as ZIP whose files match their hashes', async function () {
    const { bytes } = await disclose({ form: 'zip', ...WHY })
    const target = join(folder, 'whole')
    const names = await unpack(bytes, target)
    expect(names).to.include.members(['originale/0001-Beschwerde.pdf', 'lesefassungen/0001-Beschwerde.pdf'])
    const { stdout } = await run('sha256sum', ['-c', 'SHA256SUMS'], { cwd: target })
    expect(stdout.match(/: OK/g)).to.have.length(4)
  })

  it('goes as one PDF with cover and index', async function () {
    const { bytes } = await disclose({ form: 'pdf', ...WHY })
    expect((await PDFDocument.load(bytes)).getPageCount()).to.equal(4)
  })

  it('is redacted by word, checked, and given in the place of the document', async function () {
    const path = `/documents/${documentId}`
    const query = new URLSearchParams({ text: 'theodor wiesengrund' }).toString()
    const { items: places } = await clerk.json(WordPlaces, 'GET', `${path}/word-places?${query}`)
    expect(places.map(({ page }) => page)).to.deep.equal([1, 2])
    const marks = places.map((place) => ({ ...place, reason: 'third-party' }))
    const request = { body: { marks, note: 'Nachbar' }, expect: 201 }
    let version = await clerk.json(RedactionView, 'POST', `${path}/redactions`, request)
    expect(version.state).to.equal('checking')
    const content = `${path}/redactions/${version.id}/redacted.pdf`
    expect((await clerk.request('GET', content)).status, 'not before it is checked').to.equal(409)
    for (let step = 0; version.state === 'checking' && step < places.length; step += 1)
      version = await clerk.json(RedactionView, 'POST', `${path}/redactions/${version.id}/check`)
    expect(version.state).to.equal('released')
    expect(version.check).to.include({ hiddenHits: 0, pagesToReread: 2, pagesReread: 2 })
    const { items } = await clerk.json(RedactionList, 'GET', `${path}/redactions`)
    expect(items).to.deep.equal([version])
    const pdf = Buffer.from(await (await clerk.request('GET', content)).arrayBuffer())
    expect(createHash('sha256').update(pdf).digest('hex')).to.equal(version.sha256)
    const documents = [{ documentId, redactionId: version.id }]
    const { bytes } = await disclose({ form: 'zip', ...WHY, documents })
    const names = await unpack(bytes, join(folder, 'redacted'))
    expect(names).to.deep.equal(['geschwaerzt/0001-geschwaerzt.pdf', 'metadata.json', 'SHA256SUMS'])
    expect(bytes.includes('Beschwerde')).to.equal(false)
  })

  it('stands in the log of the case file and in its history', async function () {
    const { items } = await clerk.json(DisclosureList, 'GET', `/case-files/${caseFileId}/disclosures`)
    expect(items.map(({ form, pageCount }) => [form, pageCount])).to.deep.equal([
      ['zip', 2],
      ['pdf', 4],
      ['zip', 2],
    ])
    expect(items[0]).to.include(WHY)
    expect(items[0]?.documents[0]?.redactionId).to.be.a('string')
    const history = await clerk.json(History, 'GET', `/case-files/${caseFileId}/history`)
    const actions = history.items.map(({ action }) => action)
    expect(actions.filter((action) => action === 'case-file.disclosed')).to.have.length(3)
  })

  it('refuses to redact what is no place', async function () {
    const path = `/documents/${documentId}/redactions`
    const mark = { page: 1, box: [0.1, 0.1, 0.2, 0.2], reason: 'third-party' }
    for (const wrong of [
      { page: 9 },
      { box: [0.2, 0.1, 0.2, 0.2] },
      { box: [0.1, 0.1, 2, 0.2] },
      { reason: 'other' },
      { reason: 'none' },
    ]) {
      const response = await clerk.request('POST', path, { body: { marks: [{ ...mark, ...wrong }] } })
      expect(response.status, JSON.stringify(wrong)).to.be.oneOf([400, 422])
    }
  })
})
