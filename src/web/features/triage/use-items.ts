import { queryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { fetchItem } from '../../shared/api/resources.ts'
import { itemListQuery, itemsOf } from '../../shared/item-lists.ts'
import { statesOf, type ViewName } from './views.ts'

/** One pile of the inbox, page by page. */
export function useItems(view: ViewName) {
  const query = useInfiniteQuery(itemListQuery(statesOf(view)))
  const items = useMemo(() => itemsOf(query.data), [query.data])
  return { ...query, items, total: query.data?.pages[0]?.total }
}

export function itemQuery(itemId: string) {
  return queryOptions({
    queryKey: ['item', itemId],
    queryFn: async ({ signal }) => fetchItem(itemId, signal),
  })
}
