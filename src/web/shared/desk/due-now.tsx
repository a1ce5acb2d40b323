import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { DeskEntryView } from '../api/types.ts'
import { useTexts } from '../preferences.tsx'
import { DESK_KEY, fetchDeskEntries } from './desk-api.ts'
import { useDayWords } from './deadline-steps.tsx'
import { EntryBadge } from './entry-badge.tsx'
import './desk.css'

/** The inbox must stay in sight below it; the page of entries has all. */
const SHOWN = 3

/** What has come back today stands on top of the inbox; nothing when nothing has. */
export function DueNow({ scope }: { scope: 'mine' | 'unit' }) {
  const { desk } = useTexts()
  const { data } = useQuery({
    queryKey: [...DESK_KEY, 'due', scope],
    queryFn: async ({ signal }) => fetchDeskEntries({ scope, due: 'now', limit: 200 }, signal),
  })
  const entries = data?.items ?? []
  if (entries.length === 0) return null
  return (
    <section className="due-now" aria-labelledby="jetzt-faellig">
      <h2 className="due-now__title" id="jetzt-faellig">
        {desk.dueNow(entries.length)}
      </h2>
      <ul className="desk-list">
        {entries.slice(0, SHOWN).map((entry) => (
          <DueRow key={entry.id} entry={entry} />
        ))}
      </ul>
      <Link className="due-now__more" to="/fristen?wessen=unit">
        {desk.dueNowMore}
      </Link>
    </section>
  )
}

function DueRow({ entry }: { entry: DeskEntryView }) {
  const dayWords = useDayWords()
  const { kind, id, number } = entry.object
  return (
    <li className="due-now__entry">
      <Link className="due-now__link" to={kind === 'case-file' ? `/akten/${id}` : `/posteingang/${id}`}>
        {entry.purpose}
      </Link>
      <span className="due-now__facts">
        <EntryBadge entry={entry} /> {dayWords(entry.dueOn)}, {number}
      </span>
    </li>
  )
}
