import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { fetchSimilarDocuments } from '../../shared/api/resources.ts'
import type { SimilarDocument } from '../../shared/api/types.ts'
import { formatDay, formatPercent } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'

interface Properties {
  readonly documentId: string
  /** Whether what people decided of an earlier letter speaks for the proposal. */
  readonly agrees: (earlier: SimilarDocument) => boolean
}

/** Earlier letters that speak for a proposal, of those that the reader may see; nothing when there are none. */
export function SimilarLetters({ documentId, agrees }: Properties) {
  const { triage } = useTexts()
  const { data } = useQuery({
    queryKey: ['document', documentId, 'similar'],
    queryFn: async ({ signal }) => fetchSimilarDocuments(documentId, signal),
  })
  const letters = (data ?? []).filter(agrees)
  if (letters.length === 0) return null
  return (
    <>
      <p className="why__similar">{triage.similar}</p>
      <ul className="why__letters">
        {letters.map((letter) => (
          <li key={letter.documentId}>
            <Link to={`/dokumente/${letter.documentId}`}>{letter.title}</Link>{' '}
            {triage.similarLetter(
              letter.receiptNumber,
              formatDay(letter.receivedAt),
              formatPercent(letter.similarity),
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
