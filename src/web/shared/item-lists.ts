import { infiniteQueryOptions, type InfiniteData, type Query, type QueryClient } from '@tanstack/react-query'
import { ApiError } from './api/client.ts'
import { fetchItems } from './api/resources.ts'
import type { ItemPage } from './api/types.ts'

/** The first page is to be there at once; whoever scrolls on wants many. */
const FIRST_PAGE = 60
const LATER_PAGES = 200
/** So many pages are simply read anew; of more only those that have changed. */
const FEW_PAGES = 3
/** While a list is changed it may be read on; then the change is made once more. */
const MAX_TRIES = 3

/** Begins the keys of everything in the cache that shows items. */
const ITEMS = 'items'
const LIST = 'list'

type Cursor = string | undefined
export type ItemPages = InfiniteData<ItemPage, Cursor>

/** The items in these states, newest first, page by page. */
export function itemListQuery(state: string) {
  return infiniteQueryOptions({
    queryKey: [ITEMS, LIST, state],
    queryFn: async ({ pageParam, signal }) => fetchItemsBehind(state, pageParam, signal),
    initialPageParam: undefined as Cursor,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    // Changes are told; a list of thousands is not read anew because somebody has looked out of another window.
    refetchOnWindowFocus: false,
  })
}

async function fetchItemsBehind(state: string, cursor: Cursor, signal?: AbortSignal): Promise<ItemPage> {
  return fetchItems({ state, limit: cursor === undefined ? FIRST_PAGE : LATER_PAGES, cursor }, signal)
}

/** Reads again what is shown of these items in lists: short ones as a whole, of long ones the pages that hold them. */
export async function refreshItemLists(client: QueryClient, itemIds: readonly string[]): Promise<void> {
  const changed = new Set(itemIds)
  const queries = client.getQueryCache().findAll({ queryKey: [ITEMS] })
  await Promise.all(queries.map(async (query) => refreshList(client, query, changed)))
}

async function refreshList(client: QueryClient, query: Query, changed: ReadonlySet<string>): Promise<void> {
  const { queryKey } = query
  const pages = pagesOf(client, queryKey)
  if (pages === undefined || pages.pages.length <= FEW_PAGES || !query.isActive()) {
    await client.invalidateQueries({ queryKey, exact: true })
  } else {
    await refreshPages(client, query, changed)
  }
}

function pagesOf(client: QueryClient, queryKey: readonly unknown[]): ItemPages | undefined {
  return queryKey[1] === LIST ? client.getQueryData<ItemPages>(queryKey) : undefined
}

async function refreshPages(client: QueryClient, query: Query, changed: ReadonlySet<string>): Promise<void> {
  const { queryKey } = query
  const state = String(queryKey[2])
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    await settled(query)
    const before = pagesOf(client, queryKey)
    if (before === undefined) return
    const cursors = before.pageParams.filter((_, index) => isAffected(before, index, changed))
    const read = new Map<Cursor, ItemPage>()
    try {
      for (const cursor of cursors) read.set(cursor, await fetchItemsBehind(state, cursor))
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      // What is shown is old and stays; the next change, or the next opening of the stream, reads again.
      await client.invalidateQueries({ queryKey, exact: true, refetchType: 'none' })
      return
    }
    client.setQueryData<ItemPages>(queryKey, (shown) => shown && withPages(shown, read))
    if (query.state.fetchStatus === 'idle') return
  }
}

/** A reading that fails is told by whoever shows the list; here only its end counts. */
async function settled({ promise }: Query): Promise<void> {
  await Promise.allSettled([promise])
}

/** New items stand on the first page. */
function isAffected({ pages }: ItemPages, index: number, changed: ReadonlySet<string>): boolean {
  return index === 0 || (pages[index]?.items.some(({ id }) => changed.has(id)) ?? false)
}

/** The list with some of its pages read anew, by their cursors. */
export function withPages(list: ItemPages, read: ReadonlyMap<Cursor, ItemPage>): ItemPages {
  return {
    ...list,
    pages: list.pages.map((page, index) => {
      const fresh = read.get(list.pageParams[index])
      return fresh === undefined ? page : renewed(page, fresh)
    }),
  }
}

/**
 * The page as it is now. It keeps the end that it had, because the next one goes on there: what was pushed off it by newer
 * items stays, and what has moved up from the next page is there twice, until `itemsOf` leaves one out.
 */
function renewed(old: ItemPage, fresh: ItemPage): ItemPage {
  const last = fresh.items.at(-1)
  const pushedOff =
    fresh.nextCursor === null || last === undefined ? [] : old.items.filter((item) => isBehind(item, last))
  return { ...fresh, items: [...fresh.items, ...pushedOff], nextCursor: old.nextCursor }
}

type Place = Pick<ItemPage['items'][number], 'capturedAt' | 'id'>

/** Lists are sorted by the time of capture, newest first, and by the id where it is the same. */
function isBehind(item: Place, other: Place): boolean {
  if (item.capturedAt !== other.capturedAt) return item.capturedAt < other.capturedAt
  return item.id < other.id
}

/** All items of the list, each once. */
export function itemsOf(list: Pick<ItemPages, 'pages'> | undefined): readonly ItemPage['items'][number][] {
  const known = new Map(list?.pages.flatMap(({ items }) => items).map((item) => [item.id, item]))
  return [...known.values()]
}
