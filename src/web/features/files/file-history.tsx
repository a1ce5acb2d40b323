import { useQuery } from '@tanstack/react-query'
import { fetchCaseFileHistory } from '../../shared/api/resources.ts'
import type { HistoryEvent } from '../../shared/api/types.ts'
import { formatInstant } from '../../shared/format.ts'
import { useFilingPlan, useUnitName } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Loading } from '../../shared/ui/feedback.tsx'
import { fileChangeLines } from './file-change-lines.ts'

/** What happened to a case file, the newest first: who, when, why, and each value before and after. */
export function FileHistory({ caseFileId }: { caseFileId: string }) {
  const { files } = useTexts()
  const { data } = useQuery({
    queryKey: ['case-file', caseFileId, 'history'],
    queryFn: async ({ signal }) => fetchCaseFileHistory(caseFileId, signal),
  })
  return (
    <section aria-labelledby="akte-verlauf">
      <h2 className="section-title" id="akte-verlauf">
        {files.history}
      </h2>
      {data === undefined ? (
        <Loading />
      ) : (
        <ol className="history">
          {data.items.toReversed().map((event) => (
            <EventLine key={event.seq} event={event} />
          ))}
        </ol>
      )}
    </section>
  )
}

function EventLine({ event }: { event: HistoryEvent }) {
  const texts = useTexts()
  const { deputies, history } = texts
  const unit = useUnitName()
  const entries = useFilingPlan()
  const plan = (id: string) => {
    const entry = entries.find((one) => one.id === id)
    return entry === undefined ? id : `${entry.number} ${entry.title}`
  }
  return (
    <li className="history__event">
      <span className="history__what">{history.actions[event.action] ?? event.action}</span>
      <span className="history__who">
        <time dateTime={event.at}>{formatInstant(event.at)}</time>, {history.by(event.actor.displayName)}
        {event.onBehalfOf !== null && ` ${deputies.onBehalfOf(event.onBehalfOf.displayName)}`}
      </span>
      {fileChangeLines(event, texts, { unit, plan }).map((line) => (
        <span key={line} className="history__reason">
          {line}
        </span>
      ))}
      {event.reason !== null && <span className="history__reason">{history.reason(event.reason)}</span>}
    </li>
  )
}
