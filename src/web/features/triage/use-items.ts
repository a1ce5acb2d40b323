import { queryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { fetchItem, fetchItems } from '../../shared/api/resources.ts'
import { statesOf, type ViewName } from './views.ts'

const PAGE_SIZE = 60

/** One pile of the inbox, page by page. */
export function useItems(view: ViewName) {
  const query = useInfiniteQuery({
    queryKey: ['items', view],
    queryFn: async ({ pageParam, signal }) =>
      fetchItems({ state: statesOf(view), limit: PAGE_SIZE, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data])
  return { ...query, items, total: query.data?.pages[0]?.total }
}

export function itemQuery(itemId: string) {
  return queryOptions({
    queryKey: ['item', itemId],
    queryFn: async ({ signal }) => fetchItem(itemId, signal),
  })
}
