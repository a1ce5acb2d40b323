import { queryOptions } from '@tanstack/react-query'
import { fetchCaseFile } from './api/resources.ts'

export function caseFileQuery(id: string) {
  return queryOptions({
    queryKey: ['case-file', id],
    queryFn: async ({ signal }) => fetchCaseFile(id, signal),
    retry: false,
  })
}
