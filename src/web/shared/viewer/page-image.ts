import { queryOptions, useQuery, type QueryClient } from '@tanstack/react-query'
import { fetchCheckPreview, fetchPage, fetchPreview } from '../api/resources.ts'
import type { DocumentView } from '../api/types.ts'

/** Widths that the server is asked for: one for the pane, one for a close look. */
const PANE_WIDTH_PX = 1_200
const CLOSE_WIDTH_PX = 2_400
const CLOSE_FROM_ZOOM = 1.4

export interface PageKey {
  readonly documentId: string
  readonly page: number
  /** Changes when the machine has made the picture anew. */
  readonly revision: string
  /** Set where a check opens the picture, and not the document. */
  readonly checkId?: string | undefined
}

export function documentRevision({
  processing,
  renditions,
}: Pick<DocumentView, 'processing' | 'renditions'>): string {
  // A document that was read again has other pictures and was done all the time.
  const first = renditions.find(({ kind }) => kind === 'page-preview')
  return `${processing.state} ${processing.pagesDone} ${first?.sha256.slice(0, 8) ?? ''}`
}

const PAGE_IMAGE_KEY = 'page-image'

/** The address of a picture as a query, so that the next item's can be fetched before it is opened. */
export function pageImageQuery({ documentId, page, revision, checkId }: PageKey, widthPx = PANE_WIDTH_PX) {
  return queryOptions({
    queryKey: [PAGE_IMAGE_KEY, checkId ?? documentId, page, revision, widthPx],
    queryFn: async ({ signal }) =>
      URL.createObjectURL(
        await (checkId === undefined
          ? fetchPreview(documentId, page, widthPx, signal)
          : fetchCheckPreview(checkId, page, widthPx, signal)),
      ),
    staleTime: Infinity,
    retry: false,
  })
}

/** The words of a page and where they stand. */
export function pageTextQuery({ documentId, page, revision }: PageKey) {
  return queryOptions({
    queryKey: ['page', documentId, page, revision],
    queryFn: async ({ signal }) => fetchPage(documentId, page, signal),
    staleTime: Infinity,
    retry: false,
  })
}

/** Gives the memory of pictures back when the cache forgets them; returns the undo. */
export function releaseForgottenImages(client: QueryClient): () => void {
  return client.getQueryCache().subscribe(({ type, query }) => {
    const url: unknown = query.state.data
    const [name] = query.queryKey as readonly unknown[]
    if (type === 'removed' && name === PAGE_IMAGE_KEY && typeof url === 'string') {
      URL.revokeObjectURL(url)
    }
  })
}

/** Has the picture of a page ready before somebody turns to it; those of pages with their own text are drawn only now. */
export function usePreparedPage(key: PageKey, isThere: boolean): void {
  useQuery({ ...pageImageQuery(key), enabled: isThere })
}

/** Address of the picture to show: the sharp one once it is there, until then the one that fills the pane. */
export function usePageImage(key: PageKey, zoom: number) {
  const pane = useQuery(pageImageQuery(key))
  const close = useQuery({ ...pageImageQuery(key, CLOSE_WIDTH_PX), enabled: zoom > CLOSE_FROM_ZOOM })
  return { url: close.data ?? pane.data, isMissing: pane.isError }
}
