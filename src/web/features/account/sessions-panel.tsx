import { useQuery } from '@tanstack/react-query'
import type { OwnSessionView } from '../../shared/api/types.ts'
import { formatInstant } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Badge } from '../../shared/ui/badge.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Loaded } from '../../shared/ui/loaded.tsx'
import { endSession, fetchSessions } from './account-api.ts'
import { useEnding } from './use-own.ts'

export function SessionsPanel() {
  const words = useTexts().account.sessions
  const sessions = useQuery({
    queryKey: ['account', 'sessions'],
    queryFn: async ({ signal }) => fetchSessions(signal),
  })
  return (
    <section className="account-page__part" aria-labelledby="konto-anmeldungen">
      <h2 id="konto-anmeldungen">{words.title}</h2>
      <p>{words.intro}</p>
      <Loaded query={sessions}>
        {({ items }) => (
          <div className="table-scroll" tabIndex={0} role="region" aria-label={words.title}>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{words.device}</th>
                  <th scope="col">{words.since}</th>
                  <th scope="col">{words.lastSeen}</th>
                  <th scope="col">
                    <span className="kern-sr-only">{words.actions}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {items.map((session) => (
                  <SessionRow key={session.id} session={session} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Loaded>
    </section>
  )
}

function SessionRow({ session }: { session: OwnSessionView }) {
  const words = useTexts().account.sessions
  const ending = useEnding(endSession, words.ended)
  const device = session.device === '' ? words.unknownDevice : session.device
  const since = formatInstant(session.createdAt)
  return (
    <tr>
      <th scope="row">{device}</th>
      <td>{since}</td>
      <td>{formatInstant(session.lastSeenAt)}</td>
      <td className="table__actions">
        {session.current ? (
          <Badge tone="success" icon="check">
            {words.current}
          </Badge>
        ) : (
          <Button
            className="button--small"
            aria-label={words.endOf(device, since)}
            disabled={ending.isPending}
            onClick={() => {
              ending.mutate(session.id)
            }}
          >
            {words.end}
          </Button>
        )}
      </td>
    </tr>
  )
}
