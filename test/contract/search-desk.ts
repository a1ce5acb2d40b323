import { MAILROOM_KEY, systemActor, type Actor } from '../../src/domain/access/actor.ts'
import type {
  IndexedDocument,
  SearchAnswer,
  SearchFilter,
  SearchIndex,
} from '../../src/ports/search-index.ts'

const signal = new AbortController().signal
const TENANT = 'tenant-1'
export const everyone = systemActor(TENANT, 'test')

export function actorWith(...grantKeys: string[]): Actor {
  return { ...everyone, kind: 'user', userId: 'user-1', grantKeys }
}

export function documentOf(
  id: string,
  text: string | readonly string[],
  more: Partial<IndexedDocument> = {},
): IndexedDocument {
  const pages = (typeof text === 'string' ? [text] : text).map((page, index) => ({
    number: index + 1,
    text: page,
  }))
  return {
    tenantId: TENANT,
    documentId: id,
    itemId: `item-${id}`,
    title: `${id}.pdf`,
    fileNumbers: [],
    receivedOn: '2025-06-01',
    capturedAt: '2025-06-01T08:00:00.000Z',
    state: 'filed',
    amountsCents: [],
    readKeys: [MAILROOM_KEY],
    pages,
    ...more,
  }
}

export interface SearchOptions {
  readonly actor?: Actor
  readonly filter?: SearchFilter
  readonly limit?: number
  readonly cursor?: string
}

/** What tests of a suite do with the index that each of them gets. */
export interface SearchDesk {
  readonly index: SearchIndex
  add(...documents: IndexedDocument[]): Promise<void>
  search(text: string, options?: SearchOptions): Promise<SearchAnswer>
  /** Ids of the hits. */
  found(text: string, options?: SearchOptions): Promise<string[]>
  /** Queries that a beginning can become. */
  completed(text: string, actor?: Actor): Promise<string[]>
  /** The same by `idsOfAll`. */
  foundIds(text: string, options?: SearchOptions): Promise<readonly string[]>
}

/** Within a suite: opens an index before each test and closes it afterwards. */
export function openSearchDesk(create: () => Promise<SearchIndex>): SearchDesk {
  let index: SearchIndex

  beforeEach(async function () {
    index = await create()
  })
  afterEach(async function () {
    await index[Symbol.asyncDispose]()
  })

  const search: SearchDesk['search'] = (text, { actor = everyone, filter = {}, limit = 50, cursor } = {}) =>
    index.query(actor, { text, filter, limit, ...(cursor === undefined ? {} : { cursor }) }, signal)

  return {
    get index() {
      return index
    },
    search,
    async add(...documents) {
      for (const document of documents) await index.upsert(document, signal)
    },
    found: async (text, options) => (await search(text, options)).hits.map((hit) => hit.documentId),
    completed: async (text, actor = everyone) =>
      (await index.complete(actor, { text, limit: 8 }, signal)).map((completion) => completion.text),
    foundIds: (text, { actor = everyone, filter = {}, limit = 50 } = {}) =>
      index.idsOfAll(actor, { text, filter, limit }, signal),
  }
}
