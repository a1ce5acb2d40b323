import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { DeputyshipOverview, DeputyshipView } from '../../shared/api/types.ts'
import { formatCalendarDate } from '../../shared/format.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Loaded } from '../../shared/ui/loaded.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import { DEPUTYSHIPS_KEY, endDeputyship, fetchDeputyships } from './deputies-api.ts'
import { DeputyForm } from './deputy-form.tsx'

/** Who is away and who does the work meanwhile, as far as it concerns the person. */
export function DeputiesPage() {
  const { deputies: words } = useTexts()
  const query = useQuery({
    queryKey: DEPUTYSHIPS_KEY,
    queryFn: async ({ signal }) => fetchDeputyships(signal),
  })
  const [creating, setCreating] = useState(false)
  return (
    <div className="page">
      <PageTitle
        aside={
          <Button
            kind="primary"
            icon="plus"
            onClick={() => {
              setCreating(true)
            }}
          >
            {words.create}
          </Button>
        }
      >
        {words.title}
      </PageTitle>
      <p>{words.intro}</p>
      <Loaded query={query}>{(overview) => <List overview={overview} />}</Loaded>
      {creating && query.data !== undefined && (
        <DeputyForm
          overview={query.data}
          onClose={() => {
            setCreating(false)
          }}
        />
      )}
    </div>
  )
}

function List({ overview }: { overview: DeputyshipOverview }) {
  const { deputies: words } = useTexts()
  if (overview.items.length === 0) return <p className="kern-body">{words.none}</p>
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={words.title}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{words.absent}</th>
            <th scope="col">{words.deputy}</th>
            <th scope="col">{words.period}</th>
            <th scope="col">
              <span className="kern-sr-only">{words.title}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {overview.items.map((one) => (
            <Row key={one.id} deputyship={one} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ deputyship }: { deputyship: DeputyshipView }) {
  const texts = useTexts()
  const client = useQueryClient()
  const announce = useAnnounce()
  const ending = useMutation({
    mutationFn: async () => endDeputyship(deputyship.id),
    onSuccess: () => {
      announce(texts.deputies.ended)
    },
    onError: (error) => {
      announce(problemText(error, texts), 'danger')
    },
    onSettled: async () => client.invalidateQueries({ queryKey: DEPUTYSHIPS_KEY }),
  })
  const { absent, deputy, firstDay, lastDay, mayEnd } = deputyship
  return (
    <tr>
      <th scope="row">{absent.displayName}</th>
      <td>{deputy?.displayName ?? texts.deputies.nobody}</td>
      <td>{texts.deputies.fromTo(formatCalendarDate(firstDay), formatCalendarDate(lastDay))}</td>
      <td className="table__actions">
        {mayEnd && (
          <Button
            className="button--small"
            aria-label={`${texts.deputies.end}: ${absent.displayName}`}
            disabled={ending.isPending}
            onClick={() => {
              ending.mutate()
            }}
          >
            {texts.deputies.end}
          </Button>
        )}
      </td>
    </tr>
  )
}
