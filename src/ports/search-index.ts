import type { Actor, GrantKey } from '../domain/access/actor.ts'
import type { ItemState } from '../domain/intake/incoming-item.ts'
import type { CompletionKind } from '../domain/retrieval/completion.ts'
import type { QueryNotice } from '../domain/retrieval/query-fields.ts'
import type { Snippet } from '../domain/retrieval/snippet.ts'

export interface IndexedPage {
  /** 1-based. */
  readonly number: number
  /** Plain text, as `textOf` gives it. */
  readonly text: string
}

/** All that can be searched, filtered and counted of one document. */
export interface IndexedDocument {
  readonly tenantId: string
  readonly documentId: string
  readonly itemId: string
  readonly caseFileId?: string
  /** Subject when there is one, else the file name. */
  readonly title: string
  /** Key of a document type. */
  readonly documentType?: string
  readonly orgUnitId?: string
  readonly sender?: string
  /** Own and foreign file numbers, as printed. */
  readonly fileNumbers: readonly string[]
  readonly receiptNumber?: string
  /** `YYYY-MM-DD`, day of arrival. */
  readonly receivedOn: string
  /** ISO 8601 instant from which it is there. */
  readonly capturedAt: string
  readonly state: ItemState
  /** In cents of whatever currency. */
  readonly amountsCents: readonly number[]
  readonly readKeys: readonly GrantKey[]
  readonly pages: readonly IndexedPage[]
}

export interface SearchFilter {
  readonly documentType?: string
  readonly orgUnitId?: string
  readonly caseFileId?: string
  /** All spellings with the same letters. */
  readonly sender?: string
  readonly state?: ItemState
  /** ISO 8601 instant: only what came in after it. */
  readonly capturedAfter?: string
  /** First and last day, `YYYY-MM-DD`, of arrival, both included. */
  readonly from?: string
  readonly to?: string
}

export interface SearchRequest {
  /** As typed: words, "phrases", -not, wild*cards, field:value (see `domain/retrieval/query.ts`). Empty: everything, newest first. */
  readonly text: string
  readonly filter: SearchFilter
  /** What types and units that the text names stand for, by their bare form (see `namedValues`). */
  readonly names?: {
    readonly types: Readonly<Record<string, readonly string[]>>
    readonly units: Readonly<Record<string, readonly string[]>>
  }
  /** From the answer before, to the same request. */
  readonly cursor?: string
  /** 1..200 */
  readonly limit: number
}

export interface SearchHit {
  readonly documentId: string
  readonly itemId: string
  readonly title: string
  /** Higher is better; comparable only inside one answer. */
  readonly score: number
  /** Pages with matching words, ascending; empty when only title, sender or numbers match. */
  readonly matchedPages: readonly number[]
  readonly snippets: readonly Snippet[]
}

export interface FacetValue {
  readonly value: string
  readonly count: number
}

export interface SearchAnswer {
  readonly hits: readonly SearchHit[]
  readonly total: number
  /** False when there are more than `total`, which are not counted out. */
  readonly isTotalExact: boolean
  /** Counted over all hits, most frequent first. */
  readonly facets: {
    readonly documentType: readonly FacetValue[]
    readonly orgUnit: readonly FacetValue[]
    readonly sender: readonly FacetValue[]
    readonly state: readonly FacetValue[]
    readonly year: readonly FacetValue[]
  }
  readonly nextCursor?: string
  /** True when no document has all the words, so that documents with some of them are shown, best first. */
  readonly relaxed: boolean
  /** What of the text could not be understood. */
  readonly notices: readonly QueryNotice[]
  /** The text with words that stand in documents of the actor in place of those that stand in none. */
  readonly suggestion?: string
}

/** What a query that is being typed can become. */
export interface Completion {
  readonly kind: CompletionKind
  /** A word, sender or number as it stands in a document. */
  readonly value: string
  /** The whole query with it. */
  readonly text: string
}

export interface SearchIndexHealth {
  readonly documentCount: number
  readonly sizeBytes: number
  /** See `SearchIndex.position`. */
  readonly position?: number
}

/**
 * Full-text index of documents: derived from the records, fed from the change feed, and rebuildable at any time. It can
 * lose what was written last when the machine loses power, but never has a position beyond what it holds.
 */
export interface SearchIndex {
  /** Adds the document or replaces all that was known of it. Visible to queries on return. */
  upsert(document: IndexedDocument, signal: AbortSignal): Promise<void>
  /** Removing what is not there is no failure. Effective for queries on return. */
  remove(documentId: string, signal: AbortSignal): Promise<void>

  /**
   * Finds, counts and facets only documents of the actor's tenant that share a key with him (all of the tenant for the
   * machine itself). Pages follow each other without repeats; documents written between two calls may be missed, and
   * those removed are gone.
   *
   * @throws {MailroomError} `validation-failed` for text that is too long or a cursor of another request
   */
  query(actor: Actor, request: SearchRequest, signal: AbortSignal): Promise<SearchAnswer>

  /**
   * Documents that `query` finds with all that is asked for, the newest where there are more than the limit: by ids, in no
   * order, without reading a word of them. None where `query` would be content with some of the words.
   *
   * @throws {MailroomError} `validation-failed` for text that is too long
   */
  idsOfAll(
    actor: Actor,
    request: Pick<SearchRequest, 'text' | 'filter' | 'names' | 'limit'>,
    signal: AbortSignal,
  ): Promise<readonly string[]>

  /**
   * Words of titles, senders and numbers that begin as the text ends, of documents that `query` may show the actor, and of
   * no others: what he may not read changes neither what is proposed nor its order. The text of pages is not looked at.
   * What most documents have goes first, of numbers the highest.
   *
   * @throws {MailroomError} `validation-failed` for text that is too long
   */
  complete(
    actor: Actor,
    request: { readonly text: string; readonly limit: number },
    signal: AbortSignal,
  ): Promise<readonly Completion[]>

  /**
   * How far the change feed was followed. `undefined` when the index was never filled, was made by another version of
   * the analysis, or was found damaged: then `reset`, `upsert` every document, and `advance` to where the feed stood
   * before the first of them was read.
   */
  position(signal: AbortSignal): Promise<number | undefined>
  advance(seq: number, signal: AbortSignal): Promise<void>
  /** Empties the index; its position is `undefined` until the next `advance`. */
  reset(signal: AbortSignal): Promise<void>

  /** @throws {MailroomError} `dependency-unavailable` */
  health(signal: AbortSignal): Promise<SearchIndexHealth>
  [Symbol.asyncDispose](): Promise<void>
}
