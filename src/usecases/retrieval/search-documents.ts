import type { Actor } from '../../domain/access/actor.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import type { IncomingItem } from '../../domain/intake/incoming-item.ts'
import type { FacetValue, SearchHit, SearchRequest } from '../../ports/search-index.ts'

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
