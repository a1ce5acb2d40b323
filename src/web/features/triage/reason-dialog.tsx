import type { DocumentView, ItemView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import type { ReasonedAction } from './item-actions.tsx'
import { ReasonPrompt } from './reason-prompt.tsx'
import type { ItemSteps } from './use-item-actions.ts'

interface Properties {
  readonly action: ReasonedAction
  readonly item: ItemView
  readonly document: DocumentView
  readonly steps: ItemSteps
  readonly onClose: () => void
}

/** Steps that take an item off its way, or ask somebody else for work, need a reason, which stands in its history for good. */
export function ReasonDialog({ action, item, document, steps, onClose }: Properties) {
  const { posting, triage } = useTexts()
  const { reasonDialog, done, actions } = triage
  const suggestions: Readonly<Record<ReasonedAction, readonly string[]>> = {
    return: reasonDialog.returnReasons,
    void: reasonDialog.voidReasons,
    misdirect: reasonDialog.misdirectReasons,
    'forward-unopened': reasonDialog.forwardReasons,
    'ask-for-check': reasonDialog.checkReasons,
    'release-part': posting.releaseReasons,
  }
  return (
    <ReasonPrompt
      title={reasonDialog[action]}
      suggestions={suggestions[action]}
      submitLabel={buttonLabel({ ...actions, releasePart: posting.release }, action)}
      error={steps.error}
      pending={steps.isPending}
      onReason={(reason) => {
        const leaves = action !== 'ask-for-check' && action !== 'release-part'
        const body = action === 'ask-for-check' ? { reason, documentId: document.id } : { reason }
        const step = { action, body, message: done[action](item.receiptNumber), leaves }
        steps.mutate(step, { onSuccess: onClose })
      }}
      onClose={onClose}
    />
  )
}

function buttonLabel(
  actions: Readonly<
    Record<'return' | 'void' | 'misdirect' | 'forwardUnopened' | 'askForCheck' | 'releasePart', string>
  >,
  action: ReasonedAction,
): string {
  if (action === 'ask-for-check') return actions.askForCheck
  if (action === 'release-part') return actions.releasePart
  return action === 'forward-unopened' ? actions.forwardUnopened : actions[action]
}
