import { useInfiniteQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import type { DeskEntryView } from '../../shared/api/types.ts'
import { DESK_KEY, fetchDeskEntries } from '../../shared/desk/desk-api.ts'
import { EntryCard } from '../../shared/desk/entry-card.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Empty, LoadFailure, Loading } from '../../shared/ui/feedback.tsx'
import { Select } from '../../shared/ui/field.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import '../../shared/desk/desk.css'

type Scope = 'mine' | 'unit'
type Kind = DeskEntryView['kind']

/** Open deadlines and resubmissions of the person or of the own unit, overdue ones first. */
export function DeskPage() {
  const { desk } = useTexts()
  const [parameters, setParameters] = useSearchParams()
  const scope: Scope = parameters.get('wessen') === 'unit' ? 'unit' : 'mine'
  const kind = kindOf(parameters.get('art'))
  const choose = (name: string, value: string) => {
    const next = new URLSearchParams(parameters)
    if (value === '') next.delete(name)
    else next.set(name, value)
    setParameters(next, { replace: true })
  }
  return (
    <div className="page">
      <PageTitle>{desk.title}</PageTitle>
      <p>{desk.intro}</p>
      <div className="desk-filter">
        <Select
          label={desk.scope.label}
          value={scope}
          onChange={(event) => {
            choose('wessen', event.target.value)
          }}
        >
          <option value="mine">{desk.scope.mine}</option>
          <option value="unit">{desk.scope.unit}</option>
        </Select>
        <Select
          label={desk.kinds.label}
          value={kind ?? ''}
          onChange={(event) => {
            choose('art', event.target.value)
          }}
        >
          <option value="">{desk.kinds.all}</option>
          <option value="deadline">{desk.kinds.deadline}</option>
          <option value="resubmission">{desk.kinds.resubmission}</option>
        </Select>
      </div>
      <Entries scope={scope} kind={kind} />
    </div>
  )
}

function kindOf(text: string | null): Kind | undefined {
  return text === 'deadline' || text === 'resubmission' ? text : undefined
}

function Entries({ scope, kind }: { scope: Scope; kind: Kind | undefined }) {
  const { desk, common } = useTexts()
  const query = useInfiniteQuery({
    queryKey: [...DESK_KEY, 'list', scope, kind],
    queryFn: async ({ signal, pageParam }) => fetchDeskEntries({ scope, kind, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
  if (query.isError) return <LoadFailure error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading />
  const entries = query.data.pages.flatMap(({ items }) => items)
  if (entries.length === 0) {
    return (
      <Empty icon="check-circle" title={desk.none}>
        <p>{desk.noneHint}</p>
      </Empty>
    )
  }
  return (
    <>
      <ul className="entry-list">
        {entries.map((entry) => (
          <EntryCard key={entry.id} entry={entry} showsObject />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button onClick={() => void query.fetchNextPage()} disabled={query.isFetchingNextPage}>
          {common.more}
        </Button>
      )}
    </>
  )
}
