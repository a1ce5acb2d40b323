import type { Actor } from '../../domain/access/actor.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import type { IncomingItem } from '../../domain/intake/incoming-item.ts'
import type { FacetValue, SearchHit, SearchRequest } from '../../ports/search-index.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { Documents } from '../../ports/documents.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'
import type { DocumentTypes, OrgUnits } from '../../ports/organisation.ts'
import type { SearchIndex } from '../../ports/search-index.ts'

export interface FoundDocument extends Pick<SearchHit, 'title' | 'score' | 'snippets'> {
  readonly document: StoredDocument
  readonly item: IncomingItem
}

export interface LabelledFacetValue extends FacetValue {
  readonly label: string
}

export interface FoundDocuments {
  readonly hits: readonly FoundDocument[]
  readonly total: number
  readonly facets: {
    readonly documentType: readonly LabelledFacetValue[]
    readonly orgUnit: readonly LabelledFacetValue[]
    readonly year: readonly LabelledFacetValue[]
  }
  readonly nextCursor?: string
  /** True when no document has all the words, so that documents with some of them are shown. */
  readonly relaxed: boolean
}

/** @throws {MailroomError} `validation-failed` */
export type SearchDocuments = (
  actor: Actor,
  request: SearchRequest,
  signal: AbortSignal,
) => Promise<FoundDocuments>

export interface SearchDocumentsPorts {
  readonly searchIndex: SearchIndex
  readonly documents: Documents
  readonly incomingItems: IncomingItems
  readonly documentTypes: DocumentTypes
  readonly orgUnits: OrgUnits
}

export function createSearchDocuments(ports: SearchDocumentsPorts): SearchDocuments {
  return async function searchDocuments(actor, request, signal) {
    requirePermission(actor, 'search:use')
    const { hits, facets, ...answer } = await ports.searchIndex.query(actor, request, signal)
    const types = await ports.documentTypes.list(actor, signal)
    const units = await ports.orgUnits.list(actor, signal)
    const typeNames = new Map(types.map(({ id, name }) => [id, name]))
    const unitNames = new Map(units.map(({ id, number, name }) => [id, `${number} ${name}`]))
    return {
      ...answer,
      hits: await stillReadable(ports, actor, hits, signal),
      facets: {
        documentType: labelled(facets.documentType, typeNames),
        orgUnit: labelled(facets.orgUnit, unitNames),
        year: labelled(facets.year, new Map()),
      },
    }
  }
}

/** The index follows the records and may lag: what counts is what the actor may read now. */
async function stillReadable(
  { documents, incomingItems }: SearchDocumentsPorts,
  actor: Actor,
  hits: readonly SearchHit[],
  signal: AbortSignal,
): Promise<FoundDocument[]> {
  const ids = hits.map(({ documentId }) => documentId)
  const readable = await documents.findMany(actor, ids, signal)
  const itemIds = [...new Set(readable.map(({ itemId }) => itemId))]
  const items = await Promise.all(itemIds.map((id) => incomingItems.find(actor, id, signal)))
  const documentById = new Map(readable.map((document) => [document.id, document]))
  const itemById = new Map(items.flatMap((item) => (item === undefined ? [] : [[item.id, item]])))
  return hits.flatMap(({ documentId, title, score, snippets }) => {
    const document = documentById.get(documentId)
    const item = itemById.get(document?.itemId ?? '')
    return document === undefined || item === undefined ? [] : [{ document, item, title, score, snippets }]
  })
}

function labelled(values: readonly FacetValue[], names: ReadonlyMap<string, string>): LabelledFacetValue[] {
  return values.map((facet) => ({ ...facet, label: names.get(facet.value) ?? facet.value }))
}
