import type { Page, PageRequest } from '../../ports/repository.ts'

interface PresentedPage<T> {
  readonly items: readonly T[]
  readonly nextCursor: string | null
  readonly total?: number
}

export function presentPageOf<Entry, View>(
  page: Page<Entry>,
  present: (entry: Entry) => View,
): PresentedPage<View> {
  return {
    items: page.items.map(present),
    nextCursor: page.nextCursor ?? null,
    ...(page.total === undefined ? {} : { total: page.total }),
  }
}

export function pageRequest(query: {
  readonly limit: number
  readonly cursor?: string | undefined
}): PageRequest {
  return { limit: query.limit, ...(query.cursor === undefined ? {} : { cursor: query.cursor }) }
}
