import { queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { fetchPreview } from '../api/resources.ts'
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
}

export function documentRevision({ processing }: Pick<DocumentView, 'processing'>): string {
  return `${processing.state} ${processing.pagesDone}`
}

/** The picture as a query, so that the next item's can be fetched before it is opened. */
export function pageImageQuery({ documentId, page, revision }: PageKey, widthPx = PANE_WIDTH_PX) {
  return queryOptions({
    queryKey: ['page-image', documentId, page, revision, widthPx],
    queryFn: async ({ signal }) => fetchPreview(documentId, page, widthPx, signal),
    staleTime: Infinity,
    retry: false,
  })
}

/** Address of the picture to show: the sharp one once it is there, until then the one that fills the pane. */
export function usePageImage(key: PageKey, zoom: number) {
  const pane = useQuery(pageImageQuery(key))
  const close = useQuery({ ...pageImageQuery(key, CLOSE_WIDTH_PX), enabled: zoom > CLOSE_FROM_ZOOM })
  return { url: useObjectUrl(close.data ?? pane.data), isMissing: pane.isError }
}

function useObjectUrl(blob: Blob | undefined): string | undefined {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    if (blob === undefined) return undefined
    const made = URL.createObjectURL(blob)
    setUrl(made)
    return () => {
      URL.revokeObjectURL(made)
      setUrl(undefined)
    }
  }, [blob])
  return url
}
