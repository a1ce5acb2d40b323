import { useState } from 'react'
import type { ItemView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { TextField } from '../../shared/ui/field.tsx'
import { FormDialog } from '../../shared/ui/form-dialog.tsx'
import type { ReasonedAction } from './item-actions.tsx'
import type { ItemSteps } from './use-item-actions.ts'

interface Properties {
  readonly action: ReasonedAction
  readonly item: ItemView
  readonly steps: ItemSteps
  readonly onClose: () => void
}

/** Steps that take an item off its way need a reason, which stands in its history for good. */
export function ReasonDialog({ action, item, steps, onClose }: Properties) {
  const texts = useTexts()
  const { reasonDialog, done } = texts.triage
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const suggestions: Readonly<Record<ReasonedAction, readonly string[]>> = {
    return: reasonDialog.returnReasons,
    void: reasonDialog.voidReasons,
    misdirect: reasonDialog.misdirectReasons,
    'forward-unopened': reasonDialog.forwardReasons,
  }
  const submit = () => {
    setMissing(reason.trim() === '')
    if (reason.trim() === '') return
    const step = {
      action,
      body: { reason: reason.trim() },
      message: done[action](item.receiptNumber),
      leaves: true,
    }
    steps.mutate(step, { onSuccess: onClose })
  }
  return (
    <FormDialog
      title={reasonDialog[action]}
      error={steps.error}
      pending={steps.isPending}
      submitLabel={buttonLabel(texts.triage.actions, action)}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className="chips" role="group" aria-label={reasonDialog.suggestions}>
        {suggestions[action].map((text) => (
          <button
            key={text}
            type="button"
            className="chip"
            onClick={() => {
              setReason(text)
            }}
          >
            {text}
          </button>
        ))}
      </div>
      <TextField
        label={reasonDialog.reason}
        required
        maxLength={500}
        data-autofocus
        error={missing ? reasonDialog.missing : undefined}
        value={reason}
        onChange={(event) => {
          setReason(event.target.value)
        }}
      />
    </FormDialog>
  )
}

function buttonLabel(
  actions: Readonly<Record<'return' | 'void' | 'misdirect' | 'forwardUnopened', string>>,
  action: ReasonedAction,
): string {
  return action === 'forward-unopened' ? actions.forwardUnopened : actions[action]
}
