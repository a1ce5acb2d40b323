import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { SplitPlanView } from '../../shared/api/types.ts'
import { LetterLinks } from '../../shared/letter-links.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { reasonText } from '../../shared/problems.ts'
import { IconButton } from '../../shared/ui/button.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'
import { Loaded } from '../../shared/ui/loaded.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import { FilmStrip } from './film-strip.tsx'
import { ReviewKeysDialog } from './review-keys-dialog.tsx'
import { ReviewPane } from './review-pane.tsx'
import { lettersOf, openStops } from './strip.ts'
import { useReviewActions, useReviewShortcuts } from './use-review-actions.ts'
import { usePlanEditing, useSplitPlan } from './use-split-plan.ts'
import './stacks.css'

/** Where a person looks at how a scanned stack is divided, and puts right what the machine got wrong. */
export function ReviewPage() {
  const { stacks } = useTexts()
  const { itemId = '' } = useParams()
  const query = useSplitPlan(itemId)
  return (
    <div className="review">
      <PageTitle hidden>{stacks.reviewTitle}</PageTitle>
      <Loaded query={query}>
        {(plan) =>
          plan.phase === 'open' ? <Review key={plan.itemId} plan={plan} /> : <Waiting plan={plan} />
        }
      </Loaded>
    </div>
  )
}

/** Before the machine has read it, and after a person has confirmed it. */
function Waiting({ plan }: { plan: SplitPlanView }) {
  const texts = useTexts()
  const { stacks } = texts
  const { phase, batchId, number, parts, processing } = plan
  return (
    <div className="page" role="status">
      <h2 className="kern-heading-small">{number}</h2>
      {processing.state === 'needs-attention' ? (
        <Alert tone="warning" title={stacks.stuck}>
          <p>{reasonText(processing.reason, texts)}</p>
        </Alert>
      ) : (
        phase !== 'open' && <p className="kern-body">{stacks.phases[phase]}</p>
      )}
      <LetterLinks parts={parts} />
      <Link className="kern-link" to={`/stapel/${batchId}`}>
        {stacks.back}
      </Link>
    </div>
  )
}

function Review({ plan }: { plan: SplitPlanView }) {
  const { stacks } = useTexts()
  const [page, setPage] = useState(() => openStops(plan)[0]?.page ?? plan.pages[0]?.page ?? 1)
  const [helpOpen, setHelpOpen] = useState(false)
  const editing = usePlanEditing(plan.itemId)
  const actions = useReviewActions({ plan, page, editing, onPage: setPage })
  useReviewShortcuts(actions, () => {
    setHelpOpen(true)
  })
  const letters = lettersOf(plan)
  const stops = openStops(plan).length
  return (
    <>
      <header className="review__head">
        <h2 className="kern-heading-small">{plan.number}</h2>
        <Link className="kern-link" to={`/stapel/${plan.batchId}`}>
          {stacks.back}
        </Link>
        <p className="review__counts" role="status">
          {stacks.counts(letters.filter(({ number }) => number !== undefined).length, plan.pages.length)}
          {', '}
          {stops === 0 ? stacks.noStops : stacks.stopsOpen(stops)}
        </p>
        <IconButton
          icon="keyboard"
          label={`${stacks.keys.title} (?)`}
          onClick={() => {
            setHelpOpen(true)
          }}
        />
      </header>
      <div className="review__body">
        <FilmStrip
          plan={plan}
          letters={letters}
          page={page}
          onPage={setPage}
          onRemove={actions.toggleRemoved}
        />
        <ReviewPane plan={plan} page={page} actions={actions} isBusy={editing.isBusy} />
      </div>
      {helpOpen && (
        <ReviewKeysDialog
          onClose={() => {
            setHelpOpen(false)
          }}
        />
      )}
    </>
  )
}
