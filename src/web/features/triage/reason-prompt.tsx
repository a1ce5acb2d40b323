import { useState } from 'react'
import { useTexts } from '../../shared/preferences.tsx'
import { TextField } from '../../shared/ui/field.tsx'
import { FormDialog } from '../../shared/ui/form-dialog.tsx'

interface Properties {
  readonly title: string
  readonly suggestions: readonly string[]
  readonly submitLabel: string
  readonly error: Error | null
  readonly pending: boolean
  readonly onReason: (reason: string) => void
  readonly onClose: () => void
}

/** Asks for the reason of a step, with those that are often given. */
export function ReasonPrompt(properties: Properties) {
  const { title, suggestions, submitLabel, error, pending, onReason, onClose } = properties
  const { reasonDialog } = useTexts().triage
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  return (
    <FormDialog
      title={title}
      error={error}
      pending={pending}
      submitLabel={submitLabel}
      onSubmit={() => {
        setMissing(reason.trim() === '')
        if (reason.trim() !== '') onReason(reason.trim())
      }}
      onClose={onClose}
    >
      <div className="chips" role="group" aria-label={reasonDialog.suggestions}>
        {suggestions.map((text) => (
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
