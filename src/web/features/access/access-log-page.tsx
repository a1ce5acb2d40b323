import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { AccessLogEntry, AccessLogRequest } from '../../shared/api/types.ts'
import { formatDay, formatInstant } from '../../shared/format.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useFilingPlan, useTypeName, useUnitName } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { Button } from '../../shared/ui/button.tsx'
import { saveFile } from '../../shared/save-file.ts'
import { Alert, Loading } from '../../shared/ui/feedback.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import { exportAccessLog, queryAccessLog } from './access-pages-api.ts'
import { AccessLogForm } from './access-log-form.tsx'
import { changeLines, type Names } from './change-lines.ts'
import { useLoggedPersons } from './use-logged-persons.ts'
import '../../shared/access/access.css'

/** Each asking is a question of its own, also the same one again: it stands in the log. */
interface Question {
  readonly body: AccessLogRequest
  readonly asked: number
}

/** Who has seen and changed what: for the data protection officer. */
export function AccessLogPage() {
  const { log: words } = useTexts().access
  const [question, setQuestion] = useState<Question>()
  const saving = useExport()
  return (
    <div className="page">
      <PageTitle>{words.title}</PageTitle>
      <p className="page__intro">{words.intro}</p>
      <AccessLogForm
        pending={saving.isPending}
        onAsk={(body) => {
          setQuestion({ body, asked: (question?.asked ?? 0) + 1 })
        }}
        onExport={(body) => {
          saving.mutate(body)
        }}
      />
      {question !== undefined && <Answer key={question.asked} question={question} />}
    </div>
  )
}

function useExport() {
  const texts = useTexts()
  const announce = useAnnounce()
  return useMutation({
    mutationFn: exportAccessLog,
    onSuccess: (table) => {
      saveFile(table, 'zugriffsprotokoll.csv')
      announce(texts.access.log.exported)
    },
    onError: (error) => {
      announce(problemText(error, texts), 'danger')
    },
  })
}

function Answer({ question }: { question: Question }) {
  const texts = useTexts()
  const words = texts.access.log
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['access-log', question.asked, question.body],
    queryFn: async ({ pageParam }) =>
      queryAccessLog({ ...question.body, ...(pageParam !== undefined && { cursor: pageParam }) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    // Nothing is asked again by itself: each time would stand in the log.
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  if (error !== null) return <Alert tone="danger" urgent title={problemText(error, texts)} />
  if (data === undefined) return <Loading />
  const entries = data.pages.flatMap(({ items }) => items)
  const limit = data.pages[0]?.reachesBackTo ?? null
  return (
    <>
      {limit !== null && <p className="kern-body">{words.reachesBackTo(formatDay(limit))}</p>}
      {entries.length === 0 ? <p className="kern-body">{words.none}</p> : <EntryTable entries={entries} />}
      {hasNextPage && (
        <Button disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {words.more}
        </Button>
      )}
    </>
  )
}

function EntryTable({ entries }: { entries: readonly AccessLogEntry[] }) {
  const { log: words } = useTexts().access
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={words.title}>
      <table className="table table--stacked">
        <thead>
          <tr>
            <th scope="col">{words.at}</th>
            <th scope="col">{words.person}</th>
            <th scope="col">{words.what}</th>
            <th scope="col">{words.object}</th>
            <th scope="col">{words.reason}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <EntryRow key={entry.seq} entry={entry} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function EntryRow({ entry }: { entry: AccessLogEntry }) {
  const texts = useTexts()
  const { deputies, history } = texts
  const names = useNames()
  const { at, actor, onBehalfOf, action, objectName, reason, changes } = entry
  return (
    <tr>
      <th scope="row">{formatInstant(at)}</th>
      <td>
        {actor.displayName}
        {onBehalfOf !== null && ` ${deputies.onBehalfOf(onBehalfOf.displayName)}`}
      </td>
      <td>{history.actions[action] ?? action}</td>
      <td>{objectName}</td>
      <td>
        {reason}
        <ul className="access-log__changes">
          {changeLines(changes, texts, names).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </td>
    </tr>
  )
}

function useNames(): Names {
  const plan = useFilingPlan()
  const { data: persons } = useLoggedPersons()
  return {
    unit: useUnitName(),
    type: useTypeName(),
    plan: (id) => plan.find((entry) => entry.id === id)?.title ?? id,
    person: (id) => persons?.items.find((one) => one.id === id)?.displayName ?? id,
  }
}
