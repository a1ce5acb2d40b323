import { Link } from 'react-router'
import type { DocumentView } from '../../shared/api/types.ts'
import { formatInstant } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'

/** That a scan was made anew, why, and the way to the other version. */
export function VersionPanel({ document: { supersedes, superseded } }: { document: DocumentView }) {
  const { versions } = useTexts().quality
  return (
    <>
      {superseded !== null && (
        <Alert tone="warning" title={versions.superseded(formatInstant(superseded.at))}>
          <p>{versions.by(superseded.by.displayName, superseded.reason)}</p>
          <Link to={`/dokumente/${superseded.documentId}`}>{versions.fresh}</Link>
        </Alert>
      )}
      {supersedes !== null && (
        <Alert
          tone="info"
          title={
            supersedes.way === 'rescan'
              ? versions.supersedes(formatInstant(supersedes.at))
              : versions.restored(formatInstant(supersedes.at))
          }
        >
          <p>{versions.by(supersedes.by.displayName, supersedes.reason)}</p>
          <Link to={`/dokumente/${supersedes.documentId}`}>{versions.old}</Link>
        </Alert>
      )}
    </>
  )
}
