import { useState } from 'react'
import { useTexts } from '../../shared/preferences.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { TextField } from '../../shared/ui/field.tsx'
import type { IconName } from '../../shared/ui/icon.tsx'

const MIN_REASON_LENGTH = 10

/** A reason that says too little to be worth writing down. */
export function isTooShort(reason: string): boolean {
  return reason.trim().length < MIN_REASON_LENGTH
}

interface Properties {
  /** The one thing that is asked about. */
  readonly asked: { readonly label: string; readonly hint?: string; readonly maxLength: number }
  readonly words: { readonly reason: string; readonly reasonHint: string }
  readonly submit: { readonly label: string; readonly icon: IconName }
  readonly pending: boolean
  readonly onSubmit: (asked: string, reason: string) => void
}

/** Asks for one thing and always why, because both are written down. */
export function ReasonedForm({ asked, words, submit, pending, onSubmit }: Properties) {
  const { access } = useTexts()
  const [text, setText] = useState('')
  const [reason, setReason] = useState('')
  const [checked, setChecked] = useState(false)
  const isMissing = text.trim() === ''
  return (
    <form
      className="access-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setChecked(true)
        if (!isMissing && !isTooShort(reason)) onSubmit(text.trim(), reason.trim())
      }}
    >
      <TextField
        {...asked}
        error={checked && isMissing ? access.missing : undefined}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
        }}
      />
      <TextField
        label={words.reason}
        hint={words.reasonHint}
        maxLength={500}
        error={checked && isTooShort(reason) ? access.tooShort : undefined}
        value={reason}
        onChange={(event) => {
          setReason(event.target.value)
        }}
      />
      <div className="button-row">
        <Button kind="primary" icon={submit.icon} type="submit" disabled={pending}>
          {submit.label}
        </Button>
      </div>
    </form>
  )
}
