import {
  DocumentPageParams,
  DocumentParams,
  DocumentView,
  PageView,
  PreviewQuery,
  PossibleDuplicates,
  SimilarDocuments,
} from '../../contract/documents.ts'
import { EInvoiceView } from '../../contract/e-invoices.ts'
import { PageMatches, PageMatchesQuery } from '../../contract/search.ts'
import { MailroomError } from '../../domain/errors.ts'
import { sendDownload } from '../downloads.ts'
import { tagged } from '../entity-tag.ts'
import { presentDocument, presentDuplicate, presentPage, presentSimilar } from '../presenters/documents.ts'
import { route, type Route } from '../route.ts'
import { sandboxDownload } from '../security-headers.ts'
import type { UseCases } from '../use-cases.ts'

type Needs = Pick<
  UseCases,
  | 'findDocument'
  | 'findDuplicates'
  | 'findSimilarDocuments'
  | 'openOriginal'
  | 'openViewCopy'
  | 'openPagePreview'
  | 'readDocumentText'
  | 'readEInvoice'
  | 'readPage'
  | 'matchPageWords'
>

export function documentRoutes(useCases: Needs): Route[] {
  return [
    ...wholeDocumentRoutes(useCases),
    eInvoiceRoute(useCases),
    similarRoute(useCases),
    duplicatesRoute(useCases),
    ...pageRoutes(useCases),
  ]
}

function wholeDocumentRoutes(useCases: Needs): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/documents/{documentId}',
      operationId: 'getDocument',
      summary: 'What is known of a document',
      tag: 'Documents',
      access: 'items:read',
      params: DocumentParams,
      success: { status: 200, description: 'The document', body: DocumentView },
      async handle({ actor, params, signal }) {
        return tagged(presentDocument(await useCases.findDocument(actor, params.documentId, signal)))
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/documents/{documentId}/original',
      operationId: 'getOriginal',
      summary: 'The bytes as received, verified on the way',
      tag: 'Documents',
      access: 'items:read',
      params: DocumentParams,
      success: { status: 200, description: 'The file', mediaType: 'application/octet-stream' },
      async handle({ actor, params: { documentId }, request, response, signal }) {
        const { original, filename } = await useCases.findDocument(actor, documentId, signal)
        return sendDownload(request, response, { object: original, attachmentName: filename }, (range) =>
          useCases.openOriginal(actor, { documentId, range }, signal),
        )
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/documents/{documentId}/view.pdf',
      operationId: 'getViewCopy',
      summary: 'Searchable PDF: the original page images with an invisible text layer',
      tag: 'Documents',
      access: 'items:read',
      params: DocumentParams,
      success: { status: 200, description: 'The view copy', mediaType: 'application/pdf' },
      async handle({ actor, params: { documentId }, request, response, signal }) {
        const { viewCopy, filename } = await useCases.findDocument(actor, documentId, signal)
        if (viewCopy === undefined) throw new MailroomError('not-found', 'The view copy is not made yet.')
        const attachmentName = `${filename.replace(/\.[A-Za-z0-9]{1,5}$/, '')}.pdf`
        return sendDownload(request, response, { object: viewCopy, attachmentName }, (range) =>
          useCases.openViewCopy(actor, { documentId, range }, signal),
        )
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/documents/{documentId}/text',
      operationId: 'getText',
      summary: 'Plain text of the pages, parted by form feeds',
      tag: 'Documents',
      access: 'items:read',
      params: DocumentParams,
      success: { status: 200, description: 'The text', mediaType: 'text/plain' },
      async handle({ actor, params, response, signal }) {
        const text = await useCases.readDocumentText(actor, params.documentId, signal)
        sandboxDownload(response)
        response.type('text/plain').send(text)
        return undefined
      },
    }),
  ]
}

function eInvoiceRoute(useCases: Needs): Route {
  return route({
    method: 'get',
    path: '/api/v1/documents/{documentId}/e-invoice',
    operationId: 'getEInvoice',
    summary: 'The electronic invoice that the document is or carries, readable and checked',
    tag: 'Documents',
    access: 'items:read',
    params: DocumentParams,
    success: { status: 200, description: 'The invoice', body: EInvoiceView },
    async handle({ actor, params, signal }) {
      return { body: await useCases.readEInvoice(actor, params.documentId, signal) }
    },
  })
}

function similarRoute(useCases: Needs): Route {
  return route({
    method: 'get',
    path: '/api/v1/documents/{documentId}/similar',
    operationId: 'listSimilarDocuments',
    summary: 'Earlier documents most like this one, of those that the caller may read',
    tag: 'Documents',
    access: 'items:read',
    params: DocumentParams,
    success: { status: 200, description: 'The documents', body: SimilarDocuments },
    async handle({ actor, params, signal }) {
      const letters = await useCases.findSimilarDocuments(actor, params.documentId, signal)
      return { body: { items: letters.map(presentSimilar) } }
    },
  })
}

function duplicatesRoute(useCases: Needs): Route {
  return route({
    method: 'get',
    path: '/api/v1/documents/{documentId}/duplicates',
    operationId: 'listPossibleDuplicates',
    summary: 'Documents of other items that may be the same, of those that the caller may read',
    tag: 'Documents',
    access: 'items:read',
    params: DocumentParams,
    success: { status: 200, description: 'The documents', body: PossibleDuplicates },
    async handle({ actor, params, signal }) {
      const found = await useCases.findDuplicates(actor, params.documentId, signal)
      return { body: { items: found.map(presentDuplicate) } }
    },
  })
}

function pageRoutes(useCases: Needs): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/documents/{documentId}/pages/{pageNumber}',
      operationId: 'getPage',
      summary: 'Size, turn and words of one page',
      tag: 'Documents',
      access: 'items:read',
      params: DocumentPageParams,
      success: { status: 200, description: 'The page', body: PageView },
      async handle({ actor, params, signal }) {
        return { body: presentPage(await useCases.readPage(actor, params, signal)) }
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/documents/{documentId}/pages/{pageNumber}/preview.webp',
      operationId: 'getPagePreview',
      summary: 'Picture of a page, upright',
      tag: 'Documents',
      access: 'items:read',
      params: DocumentPageParams,
      query: PreviewQuery,
      success: { status: 200, description: 'The picture', mediaType: 'image/webp' },
      async handle({ actor, params, query, request, response, signal }) {
        const opened = await useCases.openPagePreview(actor, { ...params, widthPx: query.width }, signal)
        return sendDownload(request, response, { object: opened.object }, async () => opened)
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/documents/{documentId}/pages/{pageNumber}/matches',
      operationId: 'getPageMatches',
      summary: 'Where the words of a search stand on a page',
      tag: 'Documents',
      access: 'search:use',
      params: DocumentPageParams,
      query: PageMatchesQuery,
      success: { status: 200, description: 'Boxes of the words', body: PageMatches },
      async handle({ actor, params, query, signal }) {
        return { body: { boxes: await useCases.matchPageWords(actor, { ...params, text: query.q }, signal) } }
      },
    }),
  ]
}
