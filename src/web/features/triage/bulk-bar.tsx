import { useState } from 'react'
import type { ItemSummary } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { useMay } from '../../shared/session.tsx'
import { Button, IconButton } from '../../shared/ui/button.tsx'
import type { BulkAction, BulkStep } from './bulk.ts'
import { BulkResultPanel } from './bulk-result.tsx'
import { ReasonPrompt } from './reason-prompt.tsx'
import { MAX_SELECTED } from './selection.ts'
import { TargetDialog } from './target-dialog.tsx'
import type { LabelledTarget } from './targets.ts'
import { useBulk, type BulkRun, type FinishedBulk } from './use-bulk.ts'
import type { ItemSelection } from './use-selection.ts'
import type { UndoPile } from './use-undo.ts'
import type { ViewName } from './views.ts'

type Offered = Extract<BulkAction, 'claim' | 'route' | 'void'>

interface Properties {
  readonly view: ViewName
  readonly items: readonly ItemSummary[]
  readonly selected: ItemSelection
  readonly undoPile: UndoPile
}

/** What can be done with all chosen items at once, and what came of it. */
export function BulkBar({ view, items, selected, undoPile }: Properties) {
  const { bulk: words } = useTexts().triage
  const run = useBulk()
  const [asked, setAsked] = useState<Exclude<Offered, 'claim'>>()
  const { chosen } = selected
  const start = async (step: BulkStep) => {
    setAsked(undefined)
    const { notDone, undoings } = await run.start(chosen, step)
    undoPile.push(undoings)
    selected.keep(notDone.map(({ item }) => item.id))
  }
  const closeDialog = () => {
    setAsked(undefined)
  }
  if (run.progress !== undefined) return <Running run={run} />
  return (
    <>
      {run.result !== undefined && !isAllTakenBack(run.result, undoPile) && (
        <BulkResultPanel result={run.result} run={run} undoPile={undoPile} />
      )}
      {chosen.length > 0 && (
        <Choices
          view={view}
          items={items}
          selected={selected}
          onClaim={() => void start({ action: 'claim', body: {} })}
          onAsk={setAsked}
        />
      )}
      {asked === 'route' && (
        <TargetDialog
          title={words.routeTitle(chosen.length)}
          onClose={closeDialog}
          onTarget={({ target }: LabelledTarget) => void start({ action: 'route', body: { ...target } })}
        />
      )}
      {asked === 'void' && <VoidPrompt count={chosen.length} onClose={closeDialog} onStep={start} />}
    </>
  )
}

/** Then there is nothing left to tell. */
function isAllTakenBack({ notDone, undoings }: FinishedBulk, undoPile: UndoPile): boolean {
  return notDone.length === 0 && undoings.length > 0 && !undoPile.has(undoings)
}

interface VoidProperties {
  readonly count: number
  readonly onClose: () => void
  readonly onStep: (step: BulkStep) => Promise<void>
}

function VoidPrompt({ count, onClose, onStep }: VoidProperties) {
  const { bulk, reasonDialog, actions } = useTexts().triage
  return (
    <ReasonPrompt
      title={bulk.voidTitle(count)}
      suggestions={reasonDialog.voidReasons}
      submitLabel={actions.void}
      error={null}
      pending={false}
      onReason={(reason) => void onStep({ action: 'void', body: { reason } })}
      onClose={onClose}
    />
  )
}

function Running({ run }: { run: BulkRun }) {
  const { bulk: words } = useTexts().triage
  const { finished = 0, total = 0 } = run.progress ?? {}
  return (
    <div className="bulk" role="group" aria-label={words.label}>
      <p className="bulk__count" role="status">
        {words.progress(finished, total)}
      </p>
      <progress max={total} value={finished} aria-label={words.label} />
      <Button className="button--small" onClick={run.stop}>
        {words.stop}
      </Button>
    </div>
  )
}

interface ChoicesProperties extends Pick<Properties, 'view' | 'items' | 'selected'> {
  readonly onClaim: () => void
  readonly onAsk: (name: Exclude<Offered, 'claim'>) => void
}

function Choices({ view, items, selected, onClaim, onAsk }: ChoicesProperties) {
  const { bulk: words } = useTexts().triage
  const offered = useOffered(view)
  const { chosen, chooseAll, clear } = selected
  const most = Math.min(items.length, MAX_SELECTED)
  return (
    <div className="bulk" role="group" aria-label={words.label}>
      <div className="bulk__head">
        <p className="bulk__count" role="status">
          {words.count(chosen.length)}
        </p>
        <IconButton icon="close" label={words.clear} onClick={clear} />
      </div>
      <div className="bulk__actions">
        {offered.map((name) => (
          <Button
            key={name}
            className="button--small"
            onClick={() => {
              if (name === 'claim') onClaim()
              else onAsk(name)
            }}
          >
            {words.actions[name]}
          </Button>
        ))}
        {chosen.length < most && (
          <Button kind="tertiary" className="button--small" onClick={chooseAll}>
            {words.all(most)}
          </Button>
        )}
      </div>
    </div>
  )
}

/** Steps that items of the pile may take, as far as the person may do them. */
function useOffered(view: ViewName): readonly Offered[] {
  const may = useMay()
  const isWorkedOn = view === 'open' || view === 'routed'
  if (!isWorkedOn) return []
  return [
    ...(view === 'routed' && may('items:claim') ? (['claim'] as const) : []),
    ...(may('items:route') ? (['route'] as const) : []),
    ...(may('items:void') ? (['void'] as const) : []),
  ]
}

/** Whether items of the pile can be chosen at all. */
export function useMayChoose(view: ViewName): boolean {
  return useOffered(view).length > 0
}
