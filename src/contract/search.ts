import { z } from 'zod'
import { ItemState } from './incoming-items.ts'
import { CalendarDate, Id, Instant, Level } from './primitives.ts'

export const SearchQuery = z.strictObject({
  /** Empty: everything that fits the filters, newest first. */
  q: z.string().max(1_000).default(''),
  documentType: Id.optional(),
  orgUnit: Id.optional(),
  caseFile: Id.optional(),
  /** All spellings with the same letters. */
  sender: z.string().max(200).optional(),
  state: ItemState.optional(),
  /** Bounds of the arrival day, both included. */
  from: CalendarDate.optional(),
  to: CalendarDate.optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})

const QueryNoticeCode = z.enum([
  'unknown-field',
  'unreadable-date',
  'unreadable-amount',
  'unknown-state',
  'unknown-unit',
  'filter-not-excluded',
  'quote-not-closed',
  'beginning-too-short',
])

export const Facet = z.array(
  z.strictObject({ value: z.string(), label: z.string(), count: z.number().int() }),
)
export const SearchHit = z.strictObject({
  documentId: Id,
  itemId: Id,
  caseFileId: Id.nullable(),
  title: z.string(),
  receiptNumber: z.string(),
  receivedAt: Instant,
  documentType: z.string().nullable(),
  orgUnitId: z.string().nullable(),
  /** Words of what few may know are shown to whoever opens it only. */
  level: Level,
  score: z.number(),
  snippets: z.array(
    z.strictObject({
      page: z.number().int(),
      text: z.string(),
      marks: z.array(z.tuple([z.number().int(), z.number().int()])),
    }),
  ),
})
export type SearchHit = z.infer<typeof SearchHit>
export const SearchResult = z.strictObject({
  hits: z.array(SearchHit),
  total: z.number().int(),
  /** False when there are more than `total`. */
  isTotalExact: z.boolean(),
  facets: z.strictObject({
    documentType: Facet,
    orgUnit: Facet,
    sender: Facet,
    state: Facet,
    year: Facet,
  }),
  nextCursor: z.string().nullable(),
  /** True when no document has all the words, so that documents with some of them are shown. */
  relaxed: z.boolean(),
  /** What of the text could not be understood and was taken for plain words, or left out. */
  notices: z.array(z.strictObject({ code: QueryNoticeCode, piece: z.string() })),
  /** The text as it may have been meant. */
  suggestion: z.string().nullable(),
})
export type SearchResult = z.infer<typeof SearchResult>

export const CompletionsQuery = z.strictObject({ q: z.string().min(1).max(1_000) })
/** What a query that is being typed may become: `text` is the whole query with `value`, a name out of a document. */
export const Completions = z.strictObject({
  items: z.array(
    z.strictObject({ kind: z.enum(['word', 'sender', 'number']), value: z.string(), text: z.string() }),
  ),
})
export type Completions = z.infer<typeof Completions>

/** Boxes of the words on one page that match, to be drawn on the page image. */
export const PageMatchesQuery = z.strictObject({ q: z.string().min(1).max(1_000) })
export const PageMatches = z.strictObject({
  boxes: z.array(z.tuple([z.number(), z.number(), z.number(), z.number()])),
})
