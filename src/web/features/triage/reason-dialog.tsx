import type { ItemView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import type { ReasonedAction } from './item-actions.tsx'
import { ReasonPrompt } from './reason-prompt.tsx'
import type { ItemSteps } from './use-item-actions.ts'

interface Properties {
  readonly action: ReasonedAction
  readonly item: ItemView
  readonly steps: ItemSteps
  readonly onClose: () => void
}

/** Steps that take an item off its way need a reason, which stands in its history for good. */
export function ReasonDialog({ action, item, steps, onClose }: Properties) {
  const { reasonDialog, done, actions } = useTexts().triage
  const suggestions: Readonly<Record<ReasonedAction, readonly string[]>> = {
    return: reasonDialog.returnReasons,
    void: reasonDialog.voidReasons,
    misdirect: reasonDialog.misdirectReasons,
    'forward-unopened': reasonDialog.forwardReasons,
  }
  return (
    <ReasonPrompt
      title={reasonDialog[action]}
      suggestions={suggestions[action]}
      submitLabel={buttonLabel(actions, action)}
      error={steps.error}
      pending={steps.isPending}
      onReason={(reason) => {
        const step = { action, body: { reason }, message: done[action](item.receiptNumber), leaves: true }
        steps.mutate(step, { onSuccess: onClose })
      }}
      onClose={onClose}
    />
  )
}

function buttonLabel(
  actions: Readonly<Record<'return' | 'void' | 'misdirect' | 'forwardUnopened', string>>,
  action: ReasonedAction,
): string {
  return action === 'forward-unopened' ? actions.forwardUnopened : actions[action]
}
