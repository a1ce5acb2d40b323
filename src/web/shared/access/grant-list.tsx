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
  const nowMs = useNowMs()
  const change = useAccessChange(async () => takeBackGrant(grant.id), words.takenBack)
  const { person, reason, givenBy, givenAt, endsAt, takenBackAt } = grant
  const endedAt = takenBackAt ?? (endsAt !== null && Date.parse(endsAt) <= nowMs ? endsAt : null)
  const kind = grant.origin === 'emergency' ? words.emergency : words[grant.effect]
  const facts = [
    words.by(givenBy.displayName, formatInstant(givenAt)),
    ...(endedAt !== null ? [words.ended(formatInstant(endedAt))] : []),
    ...(endedAt === null && endsAt !== null ? [texts.access.readers.until(formatInstant(endsAt))] : []),
  ]
  return (
    <li className={`grant-list__entry${endedAt === null ? '' : ' grant-list__entry--over'}`}>
      <span className="grant-list__words">
        <strong>{kind}</strong> {person.displayName}: {reason}
        <span className="grant-list__facts">{facts.join(', ')}</span>
      </span>
      {change.error !== null && <Alert tone="danger" urgent title={problemText(change.error, texts)} />}
      {maySettle && endedAt === null && (
        <Button
          className="button--small"
          aria-label={`${words.takeBack}: ${kind} ${person.displayName}`}
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
