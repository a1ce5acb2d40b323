import { Link } from 'react-router'
import { formatSize } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'

interface Part {
  readonly filename: string
  readonly sizeBytes: number
  readonly documentId: string | null
  /** Why it is no document of its own. */
  readonly note: string | undefined
}

/** What lay in a mail or an archive: documents, and what is found in the original only. */
export function PartList({ parts }: { parts: readonly Part[] }) {
  const words = useTexts().document
  return (
    <ul className="parts">
      {parts.map(({ filename, sizeBytes, documentId, note }, index) => (
        <li key={`${index} ${filename}`}>
          {documentId === null ? (
            filename
          ) : (
            <Link to={`/dokumente/${documentId}`} aria-label={words.openPart(filename)}>
              {filename}
            </Link>
          )}
          <span className="parts__facts">
            {formatSize(sizeBytes)}
            {note !== undefined && ` · ${note}`}
          </span>
        </li>
      ))}
    </ul>
  )
}
