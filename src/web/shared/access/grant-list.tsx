import type { AccessGrantView } from '../api/types.ts'
import { formatInstant } from '../format.ts'
import { useNowMs } from '../now.ts'
import { useTexts } from '../preferences.tsx'
import { problemText } from '../problems.ts'
import { Button } from '../ui/button.tsx'
import { Alert } from '../ui/feedback.tsx'
import { takeBackGrant } from './access-api.ts'
import { useAccessChange } from './use-access-change.ts'

interface Properties {
  readonly grants: readonly AccessGrantView[]
  readonly maySettle: boolean
}

export function GrantList({ grants, maySettle }: Properties) {
  const { access } = useTexts()
  return (
    <section aria-labelledby="freigaben">
      <h3 className="section-title" id="freigaben">
        {access.grants.title}
      </h3>
      {grants.length === 0 && <p className="kern-body">{access.grants.none}</p>}
      <ul className="grant-list">
        {grants.toReversed().map((grant) => (
          <Entry key={grant.id} grant={grant} maySettle={maySettle} />
        ))}
      </ul>
    </section>
  )
}

function Entry({ grant, maySettle }: { grant: AccessGrantView; maySettle: boolean }) {
  const texts = useTexts()
  const words = texts.access.grants
  const change = useAccessChange(async () => takeBackGrant(grant.id), words.takenBack)
  const endedAt = endOf(grant, useNowMs())
  const facts = useFacts(grant, endedAt)
  const kind = grant.origin === 'emergency' ? words.emergency : words[grant.effect]
  const { displayName } = grant.person
  return (
    <li className={`grant-list__entry${endedAt === undefined ? '' : ' grant-list__entry--over'}`}>
      <span className="grant-list__words">
        <strong>{kind}</strong> {displayName}: {grant.reason}
        <span className="grant-list__facts">{facts}</span>
      </span>
      {change.error !== null && <Alert tone="danger" urgent title={problemText(change.error, texts)} />}
      {maySettle && endedAt === undefined && (
        <Button
          className="button--small"
          aria-label={`${words.takeBack}: ${kind} ${displayName}`}
          disabled={change.isPending}
          onClick={() => {
            change.mutate(undefined)
          }}
        >
          {words.takeBack}
        </Button>
      )}
    </li>
  )
}

/** When it stopped to hold; `undefined` while it does. */
function endOf({ takenBackAt, endsAt }: AccessGrantView, nowMs: number): string | undefined {
  if (takenBackAt !== null) return takenBackAt
  return endsAt !== null && Date.parse(endsAt) <= nowMs ? endsAt : undefined
}

function useFacts({ givenBy, givenAt, endsAt }: AccessGrantView, endedAt: string | undefined): string {
  const { grants, readers } = useTexts().access
  const given = grants.by(givenBy.displayName, formatInstant(givenAt))
  if (endedAt !== undefined) return `${given}, ${grants.ended(formatInstant(endedAt))}`
  return endsAt === null ? given : `${given}, ${readers.until(formatInstant(endsAt))}`
}
