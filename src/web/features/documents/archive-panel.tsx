import { Link } from 'react-router'
import type { DocumentView } from '../../shared/api/types.ts'
import { formatSize } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { reasonText } from '../../shared/problems.ts'
import { Alert } from '../../shared/ui/feedback.tsx'

/** What an archive held, with the reasons for what was not unpacked. */
export function ArchivePanel({ document: { archive } }: { document: DocumentView }) {
  const texts = useTexts()
  const words = texts.archive
  if (archive === null) return null
  const { entries, unlistedEntries, failure } = archive
  return (
    <section aria-labelledby="dokument-archiv">
      <h2 className="section-title" id="dokument-archiv">
        {words.title}
      </h2>
      {failure !== null && (
        <Alert tone="warning" title={reasonText(failure, texts)}>
          <p>{words.failureHint}</p>
        </Alert>
      )}
      <ul className="mail-parts">
        {entries.map(({ filename, sizeBytes, documentId, reason }, index) => (
          <li key={`${index} ${filename}`}>
            {documentId === null ? filename : <Link to={`/dokumente/${documentId}`}>{filename}</Link>}
            <span className="mail-parts__facts">
              {formatSize(sizeBytes)}
              {reason !== null && ` · ${words.reasons[reason]} (${words.kept})`}
            </span>
          </li>
        ))}
      </ul>
      {unlistedEntries > 0 && <p className="kern-body">{words.unlisted(unlistedEntries)}</p>}
    </section>
  )
}
