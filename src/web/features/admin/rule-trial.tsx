import { useMutation } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { RuleTrialView, TryRuleRequest } from '../../shared/api/types.ts'
import { useUnitName } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'
import { tryRule } from './admin-api.ts'

/** Tries a rule on past mail before it is saved. */
export function RuleTrial({ rule }: { rule: TryRuleRequest | undefined }) {
  const texts = useTexts()
  const words = texts.admin.rules.trial
  const trial = useMutation({ mutationFn: tryRule })
  return (
    <section className="stack">
      <Button
        icon="activity"
        disabled={rule === undefined || trial.isPending}
        onClick={() => {
          if (rule !== undefined) trial.mutate(rule)
        }}
      >
        {trial.isPending ? words.running : words.run}
      </Button>
      <div role="status">
        {trial.isError && <Alert tone="danger" title={problemText(trial.error, texts)} />}
        {trial.isSuccess && <Result trial={trial.data} />}
      </div>
    </section>
  )
}

function Result({ trial }: { trial: RuleTrialView }) {
  const words = useTexts().admin.rules.trial
  const unitName = useUnitName()
  return (
    <>
      <p>{words.result(trial.examined, trial.hits, trial.wrongHits, trial.changes)}</p>
      {!trial.complete && <p>{words.incomplete}</p>}
      <ul>
        {trial.samples.map((hit) => (
          <li key={hit.itemId}>
            <Link to={`/posteingang/${hit.itemId}`}>{hit.receiptNumber}</Link>{' '}
            {hit.isRight ? words.right : words.wrong(unitName(hit.orgUnitId))} {hit.subject ?? ''}
          </li>
        ))}
      </ul>
    </>
  )
}
