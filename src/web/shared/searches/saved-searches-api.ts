import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../api/client.ts'
import type { SavedSearchView, SaveSearchRequest } from '../api/types.ts'
import { useMay } from '../session.tsx'

const SAVED_SEARCHES_KEY = ['saved-searches']
/** Each look asks the index once a search; letters come in all day. */
const EVERY_MS = 5 * 60_000

interface List {
  readonly items: readonly SavedSearchView[]
}

/** The own searches with what is new in them; read now and then, and whenever the window is looked at again. */
export function useSavedSearches() {
  const may = useMay()
  return useQuery({
    queryKey: SAVED_SEARCHES_KEY,
    queryFn: async ({ signal }) => (await call('/saved-searches', { signal })) as List,
    enabled: may('search:use'),
    staleTime: EVERY_MS / 5,
    refetchInterval: EVERY_MS,
  })
}

const NONE: readonly SavedSearchView[] = []

export function useSearchesWithNews(): readonly SavedSearchView[] {
  const { data } = useSavedSearches()
  return data?.items.filter(({ newHits }) => newHits > 0) ?? NONE
}

export function useSaveSearch(onSaved: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (body: SaveSearchRequest) =>
      (await call('/saved-searches', { method: 'POST', body })) as SavedSearchView,
    onSuccess: onSaved,
    onSettled: async () => client.invalidateQueries({ queryKey: SAVED_SEARCHES_KEY }),
  })
}

export function useSeeSavedSearch() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (id: string) => call(`/saved-searches/${id}/seen`, { method: 'POST' }),
    onSettled: async () => client.invalidateQueries({ queryKey: SAVED_SEARCHES_KEY }),
  })
}

export function useRemoveSavedSearch() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (id: string) => call(`/saved-searches/${id}`, { method: 'DELETE' }),
    onSettled: async () => client.invalidateQueries({ queryKey: SAVED_SEARCHES_KEY }),
  })
}

/** Its page, as the search page keeps words and filters in the address. */
export function pathOfSearch({ q, documentType, orgUnit, sender, state, from, to }: SavedSearchView): string {
  const parts = { q, art: documentType, amt: orgUnit, absender: sender, stand: state, von: from, bis: to }
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(parts)) if (value !== null) parameters.set(name, value)
  return `/suche?${parameters.toString()}`
}
