import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fetchPage } from '../../shared/api/resources.ts'
import type { SplitPlanView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Button, IconButton } from '../../shared/ui/button.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'
import { usePreparedPage } from '../../shared/viewer/page-image.ts'
import { PageSheet } from '../../shared/viewer/page-sheet.tsx'
import { PageText } from '../../shared/viewer/page-text.tsx'
import '../../shared/viewer/viewer.css'
import { boundaryBefore, isCutBefore, nextStop, pageBeside, pageOf, type SplitBoundary } from './strip.ts'
import type { ReviewActions } from './use-review-actions.ts'

interface Properties {
  readonly plan: SplitPlanView
  readonly page: number
  readonly actions: ReviewActions
  readonly isBusy: boolean
}

/** The open page in large: why the machine asks, what can be done, its picture or its text. */
export function ReviewPane({ plan, page, actions, isBusy }: Properties) {
  const { stacks } = useTexts()
  const stop = plan.stops.find((one) => one.page === page && !one.settled)
  const boundary = boundaryBefore(plan, page)
  const cover = plan.covers.find(({ sheet, before }) => sheet === page || before === page)
  return (
    <section className="review__pane" aria-label={stacks.page(page, plan.pages.length)}>
      {stop !== undefined && (
        <Alert tone="warning" title={stopTitle(stop.kind, stacks.stopKinds)}>
          <p>{stop.text}</p>
          <Button icon="check" shortcut="Q" onClick={actions.settle}>
            {stacks.actions.settle}
          </Button>
        </Alert>
      )}
      {boundary !== undefined && boundary.cause !== 'start' && <Reasons boundary={boundary} />}
      {cover !== undefined && <p className="review__cover">{stacks.cover(cover.cover)}</p>}
      <ActionBar plan={plan} page={page} actions={actions} isBusy={isBusy} />
      <Picture plan={plan} page={page} />
    </section>
  )
}

/** A kind that this page does not know yet is told by its text alone. */
function stopTitle(kind: string, titles: Readonly<Record<string, string>>): string {
  return titles[kind] ?? titles['other'] ?? kind
}

function Reasons({ boundary }: { boundary: SplitBoundary }) {
  const { stacks } = useTexts()
  const { probability, cause, reasons } = boundary
  return (
    <details className="review__reasons">
      <summary>
        {cause === 'person' ? stacks.decidedByPerson : stacks.likely(Math.round(probability * 100))}
      </summary>
      <ul>
        {reasons.map(({ kind, text, weight }) => (
          <li key={`${kind} ${text}`}>{stacks.reason(text, weight)}</li>
        ))}
      </ul>
    </details>
  )
}

function ActionBar({ plan, page, actions, isBusy }: Properties) {
  const { stacks } = useTexts()
  const role = pageOf(plan, page)?.role
  const words = stacks.actions
  const isCut = isCutBefore(plan, page)
  return (
    <div className="review__actions" role="toolbar" aria-label={stacks.actionsLabel} aria-busy={isBusy}>
      {!isCut && (
        <Button shortcut="S" onClick={actions.split}>
          {words.split}
        </Button>
      )}
      <Button shortcut="M" onClick={actions.merge}>
        {words.merge}
      </Button>
      <Button
        shortcut=","
        onClick={() => {
          actions.move(-1)
        }}
      >
        {words.moveBack}
      </Button>
      <Button
        shortcut="."
        onClick={() => {
          actions.move(1)
        }}
      >
        {words.moveOn}
      </Button>
      <Button shortcut="R" icon="rotate" onClick={actions.rotate}>
        {words.rotate}
      </Button>
      <Button shortcut="L" onClick={actions.toggleBlank}>
        {role === 'blank' ? words.notBlank : words.blank}
      </Button>
      <Button shortcut="T" onClick={actions.toggleSeparator}>
        {role === 'separator' ? words.notSeparator : words.separator}
      </Button>
      <Button shortcut="X" icon="trash" onClick={actions.toggleRemoved}>
        {role === 'removed' ? words.restore : words.remove}
      </Button>
      <Button shortcut="U" icon="undo" onClick={actions.undo}>
        {words.undo}
      </Button>
      <Button
        shortcut="N"
        icon="arrow-right"
        disabled={nextStop(plan, page) === undefined}
        onClick={actions.nextStop}
      >
        {words.nextStop}
      </Button>
      <Button kind="primary" icon="check" shortcut={stacks.keys.ctrlEnter} onClick={actions.confirm}>
        {words.confirm}
      </Button>
    </div>
  )
}

function Picture({ plan, page }: { plan: SplitPlanView; page: number }) {
  const { viewer, common } = useTexts()
  const [asText, setAsText] = useState(false)
  const { documentId } = plan
  const revision = plan.sha256.slice(0, 8)
  const text = useQuery({
    queryKey: ['page', documentId, page, revision],
    queryFn: async ({ signal }) => fetchPage(documentId, page, signal),
    staleTime: Infinity,
    retry: false,
    enabled: asText,
  })
  const next = pageBeside(plan, page, 1)
  usePreparedPage({ documentId, page: next ?? page, revision }, next !== undefined)
  const rotation = pageOf(plan, page)?.turn ?? 0
  return (
    <div className="review__picture">
      <IconButton
        icon={asText ? 'image' : 'text'}
        label={asText ? viewer.imageMode : viewer.textMode}
        aria-pressed={asText}
        onClick={() => {
          setAsText(!asText)
        }}
      />
      <div
        className="review__sheet"
        tabIndex={0}
        role="group"
        aria-label={common.pageOf(page, plan.pages.length)}
      >
        {asText ? (
          <PageText page={text.data} />
        ) : (
          <PageSheet
            key={page}
            documentId={documentId}
            page={page}
            pageCount={plan.pages.length}
            revision={revision}
            view={{ zoom: 1, rotation }}
            text={undefined}
            places={[]}
          />
        )}
      </div>
    </div>
  )
}
