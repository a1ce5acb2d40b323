import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import type { PaperBoxView } from '../../shared/api/types.ts'
import { formatDay, formatInstant } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'
import { Loaded } from '../../shared/ui/loaded.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import { BoxSteps } from './box-steps.tsx'
import { fetchBox, PAPER_KEY, stepBox } from './paper-api.ts'
import { usePaperChange } from './use-paper-change.ts'
import './paper.css'

/** One box from its first batch to the protocol of its destruction. */
export function BoxPage() {
  const { boxId = '' } = useParams()
  const { paper: words } = useTexts()
  const query = useQuery({
    queryKey: [...PAPER_KEY, 'box', boxId],
    queryFn: async ({ signal }) => fetchBox(boxId, signal),
  })
  return (
    <div className="page paper">
      <Loaded query={query}>
        {(box) => (
          <>
            <PageTitle>{words.box(box.number)}</PageTitle>
            <p>
              <Link className="kern-link" to="/stapel/papierlager">
                {words.title}
              </Link>
            </p>
            <Facts box={box} />
            <BoxSteps box={box} />
            <Blockers box={box} />
            <Taken box={box} />
          </>
        )}
      </Loaded>
    </div>
  )
}

function Facts({ box }: { box: PaperBoxView }) {
  const { paper: words } = useTexts()
  const { requested, destruction } = box
  const by = (step: { at: string; by: { displayName: string } } | null | undefined) =>
    step ? words.by(step.by.displayName, formatInstant(step.at)) : undefined
  const rows = [
    [words.state, words.states[box.state]],
    [words.place, box.place],
    [words.batches, box.batches.map(({ number }) => number).join(', ')],
    [words.inside, words.contents(box.letters, box.pages)],
    [words.destroyAfter, box.destroyAfter === null ? words.notYet : formatDay(box.destroyAfter)],
    [words.requested, by(destruction?.requested ?? requested)],
    [words.approved, by(destruction?.approved)],
    [words.manner, destruction?.manner],
  ] as const
  return (
    <dl className="paper__facts">
      {rows.map(([label, value]) =>
        value === undefined ? null : (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  )
}

function Blockers({ box }: { box: PaperBoxView }) {
  const { paper: words } = useTexts()
  if (box.state === 'destroyed') return null
  if (box.blockers.length === 0) return <Alert tone="success" title={words.free} />
  return (
    <>
      <Alert tone="info" title={words.blockersTitle}>
        <ul className="plain-list">
          {box.blockers.map((blocker) => (
            <li key={blocker}>{words.blockers[blocker]}</li>
          ))}
        </ul>
      </Alert>
      {box.kept.length > 0 && (
        <section aria-labelledby="papier-schreiben">
          <h2 className="section-title" id="papier-schreiben">
            {words.kept}
          </h2>
          <ul className="plain-list">
            {box.kept.map(({ itemId, receiptNumber, blockers }) => (
              <li key={itemId}>
                <Link className="kern-link" to={`/posteingang/${itemId}`}>
                  {receiptNumber}
                </Link>
                {`: ${blockers.map((blocker) => words.blockers[blocker]).join(', ')}`}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function Taken({ box }: { box: PaperBoxView }) {
  const { paper: words } = useTexts()
  const putting = usePaperChange(async (itemId: string) => stepBox(box.id, 'put-back', { itemId }))
  if (box.taken.length === 0) return null
  return (
    <section aria-labelledby="papier-entnommen">
      <h2 className="section-title" id="papier-entnommen">
        {words.taken}
      </h2>
      <ul className="plain-list">
        {box.taken.map(({ itemId, receiptNumber, reason, remark, at, by, back }) => (
          <li key={`${itemId} ${at}`}>
            {`${receiptNumber}: ${words.reasons[reason]}${remark === null ? '' : ` (${remark})`}, `}
            {words.by(by.displayName, formatInstant(at))}
            {back !== null &&
              `. ${words.back}: ${words.by(back.by.displayName, formatInstant(back.at))}`}{' '}
            {back === null && box.state === 'open' && (
              <Button
                className="button--small"
                disabled={putting.isPending}
                onClick={() => {
                  putting.mutate(itemId)
                }}
              >
                {words.putBack(receiptNumber)}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
