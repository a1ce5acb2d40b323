import { useQuery } from '@tanstack/react-query'
import { fetchLoggedPersons } from './access-pages-api.ts'

/** Everybody who may stand in the access log. */
export function useLoggedPersons() {
  return useQuery({
    queryKey: ['logged-persons'],
    queryFn: async ({ signal }) => fetchLoggedPersons(signal),
  })
}
