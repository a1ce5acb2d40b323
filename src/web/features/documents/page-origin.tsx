import { useQuery } from '@tanstack/react-query'
import { fetchPage } from '../../shared/api/resources.ts'
import type { DocumentView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { documentRevision } from '../../shared/viewer/page-image.ts'

/** Where the words of the page come from, why, and what read them. */
export function PageOrigin({ document, page }: { document: DocumentView; page: number }) {
  const words = useTexts().document
  const { data } = useQuery({
    queryKey: ['page', document.id, page, documentRevision(document)],
    queryFn: async ({ signal }) => fetchPage(document.id, page, signal),
    retry: false,
  })
  if (data === undefined) return null
  const reason = words.reasons[data.sourceReason]
  const parts = data.blank
    ? [words.blankPage]
    : [words.sources[data.source], ...(reason === undefined ? [] : [reason])]
  return (
    <div>
      <dt>{words.pageOrigin(page)}</dt>
      <dd>{`${parts.join(': ')} (${data.engine})`}</dd>
      {data.qualityHints.map((hint) => (
        <dd key={hint}>{words.qualityHints[hint]}</dd>
      ))}
    </div>
  )
}
