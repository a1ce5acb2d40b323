import type { DocumentView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { reasonText } from '../../shared/problems.ts'
import { Alert } from '../../shared/ui/feedback.tsx'
import { PartList } from './part-list.tsx'

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
      <PartList
        parts={entries.map(({ reason, ...entry }) => ({
          ...entry,
          note: reason === null ? undefined : `${words.reasons[reason]} (${words.kept})`,
        }))}
      />
      {unlistedEntries > 0 && <p className="kern-body">{words.unlisted(unlistedEntries)}</p>}
    </section>
  )
}
