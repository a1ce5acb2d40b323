import { expect } from 'chai'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import {
  CaseFileDocuments,
  CaseFilePage,
  CaseFileView,
  ProcedureList,
  ProcedureView,
} from '../../../src/contract/case-files.ts'
import { DocumentView, PageView } from '../../../src/contract/documents.ts'
import { FilingPlanView } from '../../../src/contract/filing-plan.ts'
import { History, ItemPage, ItemView } from '../../../src/contract/incoming-items.ts'
import { JobPage } from '../../../src/contract/operation.ts'
import { DocumentTypeList, OrgUnitList } from '../../../src/contract/organisation.ts'
import { Problem } from '../../../src/contract/problem.ts'
import { RoutingRuleList } from '../../../src/contract/routing-rules.ts'
import { PageMatches, SearchResult } from '../../../src/contract/search.ts'
import { SessionView } from '../../../src/contract/session.ts'
import { signIn, type ApiClient } from '../../support/client.ts'
import { demoProduct } from '../../support/demo-product.ts'

const LETTER = readFileSync(new URL('../../../src/demo/letters/06-bewerbung-verwaltung.pdf', import.meta.url))

/** One letter goes the whole way over HTTP; every answer is held against its shape, so that nothing extra gets out. */
describe('the way of a letter over HTTP', function () {
  this.timeout(240_000)
  let mailroom: ApiClient
  let clerk: ApiClient
  let stranger: ApiClient
  let clerkUnit: string
  let item: ItemView
  let documentId: string

  before(async function () {
    const product = await demoProduct()
    mailroom = await signIn(product.url, 'poststelle', product.passwords['poststelle'] ?? '')
    clerk = await signIn(product.url, 'soziales', product.passwords['soziales'] ?? '')
    stranger = await signIn(product.url, 'bauamt', product.passwords['bauamt'] ?? '')
    const session = await clerk.json(SessionView, 'GET', '/session')
    clerkUnit = session.user.orgUnitIds[0] ?? ''
  })

  it('takes in the file byte for byte and answers 201', async function () {
    const response = await mailroom.upload([{ name: '../Bewerbung\u202E.pdf', bytes: LETTER }], {
      note: 'Eilt',
    })
    expect(response.status).to.equal(201)
    item = ItemView.parse(await response.json())
    expect(response.headers.get('location')).to.equal(`/api/v1/incoming-items/${item.id}`)
    expect(item).to.include({ note: 'Eilt', channel: 'letter' })
    const [document] = item.documents
    documentId = document?.id ?? ''
    expect(document).to.include({
      filename: 'Bewerbung.pdf',
      sizeBytes: LETTER.length,
      mediaType: 'application/pdf',
    })
    const original = await mailroom.request('GET', `/documents/${documentId}/original`)
    expect(Buffer.from(await original.arrayBuffer()).equals(LETTER)).to.equal(true)
    const digest = createHash('sha256').update(LETTER).digest('base64')
    expect(original.headers.get('repr-digest')).to.equal(`sha256=:${digest}:`.replace('sha256', 'sha-256'))
  })

  it('reads it, and shows pages, words, text, pictures and a searchable copy', async function () {
    // The demo letters are in the queue before it.
    item = await mailroom.processed(item.id, 200_000)
    expect(item.processing.state).to.equal('done')
    const document = await mailroom.json(DocumentView, 'GET', `/documents/${documentId}`)
    expect(document.pageCount).to.be.above(0)
    const page = await mailroom.json(PageView, 'GET', `/documents/${documentId}/pages/1`)
    expect(page.words.length).to.be.above(20)
    const text = await (await mailroom.request('GET', `/documents/${documentId}/text`)).text()
    expect(text.split('\f').length).to.equal(document.pageCount)
    const preview = await mailroom.request('GET', `/documents/${documentId}/pages/1/preview.webp?width=300`)
    expect(preview.headers.get('content-type')).to.equal('image/webp')
    expect(
      Buffer.from(await preview.arrayBuffer())
        .subarray(8, 12)
        .toString(),
    ).to.equal('WEBP')
    const copy = await mailroom.request('GET', `/documents/${documentId}/view.pdf`)
    expect(
      Buffer.from(await copy.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).to.equal('%PDF-')
    expect((await mailroom.request('GET', `/documents/${documentId}/pages/999`)).status).to.equal(404)
  })

  it('gives part of a file on demand', async function () {
    const part = await mailroom.request('GET', `/documents/${documentId}/original`, {
      headers: { range: 'bytes=100-199' },
    })
    expect(part.status).to.equal(206)
    expect(Buffer.from(await part.arrayBuffer()).equals(LETTER.subarray(100, 200))).to.equal(true)
  })

  it('changes index data only for who has seen the newest version', async function () {
    const read = await mailroom.request('GET', `/incoming-items/${item.id}`)
    const tag = read.headers.get('etag') ?? ''
    const change = (subject: string): Promise<Response> =>
      mailroom.request('PATCH', `/incoming-items/${item.id}`, {
        body: { subject },
        headers: { 'if-match': tag },
      })
    const answers = await Promise.all([change('Erster'), change('Zweiter'), change('Dritter')])
    const statuses = answers.map(({ status }) => status).sort()
    expect(statuses).to.deep.equal([200, 412, 412])
    const missing = await mailroom.request('PATCH', `/incoming-items/${item.id}`, { body: { subject: 'x' } })
    expect(missing.status).to.equal(428)
  })

  it('is confirmed, routed, claimed and filed, and every step is told', async function () {
    const { items: types } = await mailroom.json(DocumentTypeList, 'GET', '/document-types')
    const confirm = {
      index: { documentType: types[0]?.id ?? '', subject: 'Bewerbung' },
      target: { orgUnitId: clerkUnit },
    }
    await mailroom.json(ItemView, 'POST', `/incoming-items/${item.id}/confirm`, { body: confirm })
    await clerk.json(ItemView, 'POST', `/incoming-items/${item.id}/claim`)
    const { items: plan } = await clerk.json(FilingPlanView, 'GET', '/filing-plan')
    const newCaseFile = {
      subject: 'Bewerbungen',
      filingPlanEntryId: plan.at(-1)?.id ?? '',
      leadUnitId: clerkUnit,
    }
    item = await clerk.json(ItemView, 'POST', `/incoming-items/${item.id}/file`, {
      body: { newCaseFile, newProcedure: { subject: 'Bewerbung' } },
    })
    expect(item.state).to.equal('filed')
    const { items: events } = await clerk.json(History, 'GET', `/incoming-items/${item.id}/history`)
    expect(events.length).to.be.above(4)
    expect(events.map(({ seq }) => seq)).to.deep.equal(events.map(({ seq }) => seq).sort((a, b) => a - b))
  })

  it('stands in its case file', async function () {
    const id = item.caseFileId ?? ''
    expect(await clerk.json(CaseFileView, 'GET', `/case-files/${id}`)).to.include({ documentCount: 1 })
    const { items: files } = await clerk.json(CaseFilePage, 'GET', '/case-files?state=open&text=Bewerbungen')
    expect(files.map((file) => file.id)).to.include(id)
    const { items: documents } = await clerk.json(CaseFileDocuments, 'GET', `/case-files/${id}/documents`)
    expect(documents.map((document) => document.id)).to.deep.equal([documentId])
    await clerk.json(ProcedureView, 'POST', `/case-files/${id}/procedures`, {
      body: { subject: 'Neu' },
      expect: 201,
    })
    expect((await clerk.json(ProcedureList, 'GET', `/case-files/${id}/procedures`)).items).to.have.length(2)
    await clerk.json(History, 'GET', `/case-files/${id}/history`)
  })

  it('is found by a word of its text, for its unit only', async function () {
    const page = await clerk.json(PageView, 'GET', `/documents/${documentId}/pages/1`)
    const word = page.words.map(({ text }) => text).find((text) => /^\p{L}{9,}$/u.test(text)) ?? ''
    const query = `?q=${encodeURIComponent(word)}&limit=100`
    const found = await until(async () => {
      const result = await clerk.json(SearchResult, 'GET', `/search${query}`)
      return result.hits.some((hit) => hit.documentId === documentId) ? result : undefined
    })
    expect(found.total).to.be.above(0)
    const path = `/documents/${documentId}/pages/1/matches?q=${encodeURIComponent(word)}`
    expect((await clerk.json(PageMatches, 'GET', path)).boxes).not.to.be.empty
    const { hits } = await stranger.json(SearchResult, 'GET', `/search${query}`)
    expect(hits.map((hit) => hit.documentId)).not.to.include(documentId)
    await sameAnswerAsForNothing(stranger)
  })

  /** Foreign and missing records must not be told apart by anything. */
  async function sameAnswerAsForNothing(stranger: ApiClient): Promise<void> {
    const caseFileId = item.caseFileId ?? ''
    for (const path of [
      `/incoming-items/${item.id}`,
      `/incoming-items/${item.id}/history`,
      `/documents/${documentId}`,
      `/documents/${documentId}/original`,
      `/documents/${documentId}/view.pdf`,
      `/documents/${documentId}/text`,
      `/documents/${documentId}/pages/1`,
      `/documents/${documentId}/pages/1/preview.webp`,
      `/documents/${documentId}/pages/1/matches?q=a`,
      `/case-files/${caseFileId}`,
      `/case-files/${caseFileId}/documents`,
      `/case-files/${caseFileId}/procedures`,
      `/case-files/${caseFileId}/history`,
    ]) {
      const foreign = await stranger.request('GET', path)
      const missing = await stranger.request('GET', path.replace(/[0-9A-HJKMNP-TV-Z]{26}/, '0'.repeat(26)))
      expect([foreign.status, missing.status], path).to.deep.equal([404, 404])
      const [first, second] = [Problem.parse(await foreign.json()), Problem.parse(await missing.json())]
      expect({ ...first, traceId: '' }, path).to.deep.equal({ ...second, traceId: '' })
    }
  }

  it('gives lists in pages that follow each other', async function () {
    const seen: string[] = []
    let cursor = ''
    do {
      const page = await mailroom.json(ItemPage, 'GET', `/incoming-items?limit=3${cursor}`)
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor === null ? '' : `&cursor=${encodeURIComponent(page.nextCursor)}`
    } while (cursor !== '')
    expect(new Set(seen).size).to.equal(seen.length)
    expect(seen.length).to.be.above(3)
    const broken = await mailroom.request('GET', '/incoming-items?cursor=broken')
    expect(broken.status).to.be.oneOf([400, 422])
  })

  it('shows master data and jobs in the published shapes', async function () {
    for (const [shape, path] of [
      [OrgUnitList, '/org-units'],
      [RoutingRuleList, '/routing-rules'],
      [JobPage, '/jobs?state=done'],
    ] as const) {
      await mailroom.json(shape as z.ZodType, 'GET', path)
    }
  })

  it('is told to those who follow the events', async function () {
    const events = await mailroom.request('GET', '/events')
    const reader = events.body?.getReader()
    const created = ItemView.parse(await (await mailroom.upload([{ name: 'a.pdf', bytes: LETTER }])).json())
    let text = ''
    while (!text.includes(created.id)) {
      const next = await reader?.read()
      if (next?.value === undefined) break
      text += Buffer.from(next.value).toString()
    }
    await reader?.cancel()
    expect(text).to.include(`"id":"${created.id}"`)
  })
})

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  const deadlineMs = Date.now() + 15_000
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    if (Date.now() > deadlineMs) throw new Error('It did not come in time.')
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}
