import { expect } from 'chai'
import type { PageImage, StoredDocument } from '../../../../src/domain/intake/document.ts'
import type { SearchHit, SearchIndex } from '../../../../src/ports/search-index.ts'
import { createFindSimilarDocuments } from '../../../../src/usecases/retrieval/find-similar-documents.ts'
import { createMatchPageWords } from '../../../../src/usecases/retrieval/match-page-words.ts'
import { createOpenOriginal } from '../../../../src/usecases/retrieval/open-original.ts'
import { createOpenPagePreview } from '../../../../src/usecases/retrieval/open-page-preview.ts'
import { createOpenViewCopy } from '../../../../src/usecases/retrieval/open-view-copy.ts'
import { createReadDocumentText } from '../../../../src/usecases/retrieval/read-document-text.ts'
import { createReadPage } from '../../../../src/usecases/retrieval/read-page.ts'
import { createSearchDocuments } from '../../../../src/usecases/retrieval/search-documents.ts'
import type { ItemWithDocuments } from '../../../../src/usecases/shared/item-with-documents.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { createFakeReader, type FakeReader } from '../../pipeline/fake-reader.ts'
import { aLetter, aPage, anInboxLetter } from '../support/letters.ts'
import { openMailroom, person, SIGNAL, upload, type Mailroom } from '../support/mailroom.ts'

const CLARA = person('clara')
let mailroom: Mailroom

/** Each test has a mailroom of its own. */
function openBeforeEach(): void {
  beforeEach(async function () {
    mailroom = await openMailroom()
  })
}

async function textOf(content: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of content) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

describe('SearchDocuments', function () {
  openBeforeEach()

  /** An index that lags behind: it finds whatever it is told, for everybody. */
  function laggingIndex(documentIds: readonly string[]): SearchIndex {
    const hits = documentIds.map((documentId): SearchHit => ({
      documentId,
      itemId: 'whatever',
      title: `title ${documentId}`,
      score: 1,
      matchedPages: [],
      snippets: [],
    }))
    const facets = {
      documentType: [
        { value: 'rechnung', count: 2 },
        { value: 'gone', count: 1 },
      ],
      orgUnit: [{ value: 'social', count: 1 }],
      sender: [],
      state: [],
      year: [{ value: '2026', count: 1 }],
    }
    const query: SearchIndex['query'] = async () => ({
      hits,
      total: hits.length,
      isTotalExact: true,
      facets,
      relaxed: false,
      notices: [],
    })
    return { query, position: async () => undefined } as Partial<SearchIndex> as SearchIndex
  }

  it('shows of what the index finds only what the actor may read now', async function () {
    const own = await anInboxLetter(mailroom)
    const foreign = await aLetter(mailroom)
    const ids = ['gone', ...foreign.item.documentIds, ...own.item.documentIds]
    const search = createSearchDocuments({ ...mailroom, searchIndex: laggingIndex(ids) })
    const { hits } = await search(CLARA, { text: 'x', filter: {}, limit: 10 }, SIGNAL)
    expect(hits.map(({ document }) => document.id)).to.deep.equal(own.item.documentIds)
    expect(hits[0]?.item.receiptNumber).to.equal(own.item.receiptNumber)
  })

  it('names facets as people do', async function () {
    const search = createSearchDocuments({ ...mailroom, searchIndex: laggingIndex([]) })
    const { facets } = await search(CLARA, { text: 'x', filter: {}, limit: 10 }, SIGNAL)
    expect(facets.orgUnit).to.deep.equal([{ value: 'social', count: 1, label: '50 Sozialamt' }])
    expect(facets.documentType.map(({ label }) => label)).to.deep.equal(['rechnung', 'gone'])
  })
})

describe('FindSimilarDocuments', function () {
  openBeforeEach()

  const leading = ({ item }: ItemWithDocuments): string => item.documentIds[0] ?? ''

  async function asked(similar: StoredDocument['similar']): Promise<readonly string[]> {
    const { documents } = await anInboxLetter(mailroom, {
      document: similar === undefined ? {} : { similar },
    })
    const found = await createFindSimilarDocuments(mailroom)(CLARA, documents[0]?.id ?? '', SIGNAL)
    return found.map(({ document, similarity }) => `${document.id} ${similarity}`)
  }

  it('names only those that the reader may see now, the most alike first', async function () {
    const foreign = leading(await aLetter(mailroom))
    const own = leading(await anInboxLetter(mailroom))
    const other = leading(await anInboxLetter(mailroom))
    const similar = [
      { documentId: foreign, similarity: 0.9 },
      { documentId: other, similarity: 0.8 },
      { documentId: 'gone', similarity: 0.7 },
      { documentId: own, similarity: 0.5 },
    ]
    expect(await asked(similar)).to.deep.equal([`${other} 0.8`, `${own} 0.5`])
  })

  it('names none where none was found', async function () {
    expect(await asked(undefined)).to.deep.equal([])
  })

  it('does not answer for a document that is not the reader’s', async function () {
    const { documents } = await aLetter(mailroom)
    const call = createFindSimilarDocuments(mailroom)(CLARA, documents[0]?.id ?? '', SIGNAL)
    await expectFailure(call, 'not-found')
  })
})

describe('reading a document', function () {
  openBeforeEach()

  it('gives the original byte for byte, under a clean name', async function () {
    const { documents } = await anInboxLetter(mailroom)
    const opened = await createOpenOriginal(mailroom)(CLARA, { documentId: documents[0]?.id ?? '' }, SIGNAL)
    expect([opened.filename, await textOf(opened.content)]).to.deep.equal(['brief.pdf', 'file 0'])
  })

  it('gives a part of the original', async function () {
    const { documents } = await anInboxLetter(mailroom)
    const input = { documentId: documents[0]?.id ?? '', range: { firstByte: 1, lastByte: 2 } }
    expect(await textOf((await createOpenOriginal(mailroom)(CLARA, input, SIGNAL)).content)).to.equal('il')
  })

  it('never gives an altered original as a whole one', async function () {
    const { documents } = await anInboxLetter(mailroom)
    const { key } = documents[0]?.original ?? { key: '' }
    mailroom.blobStore.objects.set(key, { bytes: Buffer.from('FILE 0'), storedAt: new Date() })
    const opened = await createOpenOriginal(mailroom)(CLARA, { documentId: documents[0]?.id ?? '' }, SIGNAL)
    await expectFailure(textOf(opened.content), 'integrity-failure')
  })

  it('has no view copy before it is made, and then offers it as PDF', async function () {
    const { documents } = await anInboxLetter(mailroom, { document: { filename: 'scan.tiff' } })
    const [document] = documents
    if (document === undefined) throw new Error('the document is missing')
    await expectFailure(createOpenViewCopy(mailroom)(CLARA, { documentId: document.id }, SIGNAL), 'not-found')
    const viewCopy = document.original
    await mailroom.documents.save(mailroom.machine, { ...document, viewCopy }, SIGNAL)
    expect(
      (await createOpenViewCopy(mailroom)(CLARA, { documentId: document.id }, SIGNAL)).filename,
    ).to.equal('scan.pdf')
  })

  it('gives the pages read so far as one text', async function () {
    const { documents } = await anInboxLetter(mailroom, { text: 'Seite eins' })
    const documentId = documents[0]?.id ?? ''
    await mailroom.documents.savePage(mailroom.machine, documentId, aPage('Seite zwei', 2), SIGNAL)
    expect(await createReadDocumentText(mailroom)(CLARA, documentId, SIGNAL)).to.equal(
      'Seite eins\fSeite zwei',
    )
  })

  it('finds the boxes of the words that a search found', async function () {
    const { documents } = await anInboxLetter(mailroom, { text: 'Antrag auf Pflegegeld' })
    const input = { documentId: documents[0]?.id ?? '', pageNumber: 1, text: 'pflegegeld' }
    expect(await createMatchPageWords(mailroom)(CLARA, input, SIGNAL)).to.deep.equal([[0.1, 0.1, 0.15, 0.12]])
  })

  describe('page pictures', function () {
    let reader: FakeReader
    beforeEach(function () {
      reader = createFakeReader({ pages: [''] })
    })

    const cases = [
      { widthPx: 16, picture: 300 },
      { widthPx: 300, picture: 300 },
      { widthPx: 301, picture: 1600 },
      { widthPx: 4_000, picture: 1600 },
    ]
    for (const { widthPx, picture } of cases) {
      it(`come ${picture} pixels wide when ${widthPx} are asked for`, async function () {
        const images: PageImage[] = []
        for (const width of [1600, 300]) {
          const { staged } = upload(`${width} px`)
          const { sizeBytes, sha256 } = staged
          const object = { key: `renditions/tenant/${width}`, mediaType: 'image/webp', sizeBytes, sha256 }
          await mailroom.blobStore.put(object.key, staged.stream(SIGNAL), object, SIGNAL)
          images.push({ page: 1, widthPx: width, heightPx: width, object })
        }
        const { documents } = await anInboxLetter(mailroom, { document: { pageImages: images } })
        const input = { documentId: documents[0]?.id ?? '', pageNumber: 1, widthPx }
        const open = createOpenPagePreview({ ...mailroom, reader })
        const opened = await open(CLARA, input, SIGNAL)
        expect(await textOf(opened.content)).to.equal(`${picture} px`)
        await expectFailure(open(CLARA, { ...input, pageNumber: 2 }, SIGNAL), 'not-found')
        expect(reader.drawn).to.deep.equal([])
      })
    }

    it('are drawn where none is stored, once for all who look', async function () {
      const { documents } = await anInboxLetter(mailroom)
      const lying = { ...aPage('quer', 1), rotation: 90 } as const
      await mailroom.documents.savePage(mailroom.machine, documents[0]?.id ?? '', lying, SIGNAL)
      const input = { documentId: documents[0]?.id ?? '', pageNumber: 1, widthPx: 400 }
      const open = createOpenPagePreview({ ...mailroom, reader })
      const [first, second] = await Promise.all([open(CLARA, input, SIGNAL), open(CLARA, input, SIGNAL)])
      const third = await open(CLARA, input, SIGNAL)
      for (const { content, object } of [first, second, third]) {
        const text = await textOf(content)
        expect(text).to.equal('page 1 turned by 90, 1600 px wide')
        expect(object).to.deep.include({ sizeBytes: text.length, sha256: mailroom.digest.sha256(text) })
      }
      expect(reader.drawn).to.deep.equal([1])
    })

    it('are not drawn of an original that was altered', async function () {
      const { documents } = await anInboxLetter(mailroom)
      const key = documents[0]?.original.key ?? ''
      mailroom.blobStore.objects.set(key, { bytes: Buffer.from('other'), storedAt: new Date() })
      const input = { documentId: documents[0]?.id ?? '', pageNumber: 1, widthPx: 400 }
      const open = createOpenPagePreview({ ...mailroom, reader })
      await expectFailure(open(CLARA, input, SIGNAL), 'integrity-failure')
      expect(reader.drawn).to.deep.equal([])
    })
  })

  it('says the same of documents of others as of none, on every path', async function () {
    const { documents } = await aLetter(mailroom)
    const reader = createFakeReader({ pages: [''] })
    for (const documentId of [documents[0]?.id ?? '', 'none']) {
      const page = { documentId, pageNumber: 1 }
      const calls = [
        createOpenOriginal(mailroom)(CLARA, { documentId }, SIGNAL),
        createOpenViewCopy(mailroom)(CLARA, { documentId }, SIGNAL),
        createOpenPagePreview({ ...mailroom, reader })(CLARA, { ...page, widthPx: 300 }, SIGNAL),
        createReadDocumentText(mailroom)(CLARA, documentId, SIGNAL),
        createReadPage(mailroom)(CLARA, page, SIGNAL),
        createMatchPageWords(mailroom)(CLARA, { ...page, text: 'x' }, SIGNAL),
      ]
      for (const call of calls) {
        expect((await expectFailure(call, 'not-found')).message).to.equal('There is no such record.')
      }
    }
  })
})
