import type { DocumentView, ItemView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { useMay } from '../../shared/session.tsx'
import { Button } from '../../shared/ui/button.tsx'
import type { ItemSteps } from './use-item-actions.ts'
import { isOpen, isWithdrawn, mayAskForCheck, mayFile, mayMarkPart, waitsForTarget } from './views.ts'

export type ReasonedAction =
  'return' | 'void' | 'misdirect' | 'forward-unopened' | 'ask-for-check' | 'release-part'
export type DialogName = 'file' | 'correct-arrival' | 'part' | ReasonedAction

interface PrimaryProperties {
  readonly item: ItemView
  readonly pending: boolean
  readonly onConfirm: () => void
  readonly onClaim: () => void
  readonly onDialog: (name: DialogName) => void
}

/** The steps of every day, always in sight at the foot of the form. */
export function PrimaryActions({ item, pending, onConfirm, onClaim, onDialog }: PrimaryProperties) {
  const { actions } = useTexts().triage
  const may = useMay()
  const confirmLabel =
    waitsForTarget(item.state) && may('items:route') ? actions.confirmAndRoute : actions.confirm
  return (
    <div className="primary-actions" role="group" aria-label={actions.label}>
      {may('items:index') && (
        <Button kind="primary" shortcut="Strg ⏎" disabled={pending} onClick={onConfirm}>
          {pending ? actions.confirming : confirmLabel}
        </Button>
      )}
      {mayFile(may) && (
        <Button
          icon="folder"
          shortcut="A"
          disabled={pending}
          onClick={() => {
            onDialog('file')
          }}
        >
          {actions.file}
        </Button>
      )}
      {may('items:claim') && !waitsForTarget(item.state) && (
        <Button icon="user" shortcut="C" disabled={pending} onClick={onClaim}>
          {item.claim === null ? actions.claim : actions.release}
        </Button>
      )}
    </div>
  )
}

interface ActionsProperties {
  readonly item: ItemView
  readonly document: DocumentView
  readonly steps: ItemSteps
  readonly onDialog: (name: DialogName) => void
}

/** The rarer steps. */
export function ItemActions({ item, document, steps, onDialog }: ActionsProperties) {
  const { triage, arrival, posting } = useTexts()
  const { actions, done } = triage
  const may = useMay()
  const shown = rareSteps(item, document, may, {
    ...actions,
    correctArrival: arrival.correct,
    part: posting.mark,
  })
  const isHeld = item.documents.some(({ virusScan }) => virusScan?.held === true)
  const isStuck = item.processing.state === 'needs-attention' && item.state !== 'quarantined' && !isHeld
  const mayRetry = isStuck && may('items:retry')
  if (shown.length === 0 && !mayRetry) return null
  return (
    <div className="more-actions" role="group" aria-label={actions.more}>
      {mayRetry && (
        <Button
          icon="rotate"
          className="button--small"
          disabled={steps.isPending}
          onClick={() => {
            steps.mutate({ action: 'retry', message: done.retry(item.receiptNumber), leaves: false })
          }}
        >
          {actions.retry}
        </Button>
      )}
      {shown.map(({ name, label, shortcut }) => (
        <Button
          key={name}
          kind="tertiary"
          className="button--small"
          {...(shortcut !== undefined && { shortcut })}
          disabled={steps.isPending}
          onClick={() => {
            onDialog(name)
          }}
        >
          {label}
        </Button>
      ))}
    </div>
  )
}

interface StepLabels {
  readonly return: string
  readonly misdirect: string
  readonly forwardUnopened: string
  readonly correctArrival: string
  readonly askForCheck: string
  readonly part: string
  readonly void: string
}

interface RareStep {
  readonly name: DialogName
  readonly label: string
  readonly shortcut?: string
}

/** Those that the state of the item and the rights of the person allow. */
function rareSteps(
  item: ItemView,
  document: DocumentView,
  may: (permission: string) => boolean,
  labels: StepLabels,
): readonly RareStep[] {
  const { state, outgoing } = item
  const waiting = waitsForTarget(state) && state !== 'quarantined'
  const open = isOpen(state)
  const mayRoute = may('items:route')
  const mayCorrect = !isWithdrawn(state) && outgoing === null && may('items:correct-arrival')
  const mayAsk = mayAskForCheck(item, document, may)
  const steps: readonly (RareStep & { readonly shown: boolean })[] = [
    { name: 'return', label: labels.return, shown: open && !waitsForTarget(state) && mayRoute },
    { name: 'misdirect', label: labels.misdirect, shown: waiting && mayRoute },
    { name: 'forward-unopened', label: labels.forwardUnopened, shown: waiting && mayRoute },
    { name: 'correct-arrival', label: labels.correctArrival, shown: mayCorrect },
    { name: 'ask-for-check', label: labels.askForCheck, shortcut: 'P', shown: mayAsk },
    { name: 'part', label: labels.part, shortcut: 'M', shown: item.part === null && mayMarkPart(item, may) },
    { name: 'void', label: labels.void, shown: open && may('items:void') },
  ]
  return steps.filter(({ shown }) => shown)
}
