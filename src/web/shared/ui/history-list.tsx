import type { HistoryEvent } from '../api/types.ts'
import { formatInstant } from '../format.ts'
import { useTexts } from '../preferences.tsx'

/** What happened, by whom, when and why; the newest first. */
export function HistoryList({ events }: { events: readonly HistoryEvent[] }) {
  const { deputies, history, triage } = useTexts()
  if (events.length === 0) return <p className="kern-body">{triage.historyEmpty}</p>
  return (
    <ol className="history">
      {events.toReversed().map((event) => (
        <li key={event.seq} className="history__event">
          <span className="history__what">{history.actions[event.action] ?? event.action}</span>
          <span className="history__who">
            <time dateTime={event.at}>{formatInstant(event.at)}</time>, {history.by(event.actor.displayName)}
            {event.onBehalfOf !== null && ` ${deputies.onBehalfOf(event.onBehalfOf.displayName)}`}
          </span>
          {event.reason !== null && <span className="history__reason">{history.reason(event.reason)}</span>}
        </li>
      ))}
    </ol>
  )
}
