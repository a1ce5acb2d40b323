import { useState, type ReactNode } from 'react'
import { useTexts } from '../../shared/preferences.tsx'
import { TextField } from '../../shared/ui/field.tsx'
import { FormDialog } from '../../shared/ui/form-dialog.tsx'

interface Properties {
  readonly title: string
  readonly submitLabel: string
  readonly error: Error | null
  readonly pending: boolean
  readonly onReason: (reason: string) => void
  readonly onClose: () => void
  readonly children?: ReactNode
}

/** What is done to a case file with a reason, which stands in its history for good. */
export function ReasonedDialog({ onReason, children, ...dialog }: Properties) {
  const { files } = useTexts()
  const [reason, setReason] = useState('')
  const [checked, setChecked] = useState(false)
  return (
    <FormDialog
      {...dialog}
      onSubmit={() => {
        setChecked(true)
        if (reason.trim() !== '') onReason(reason.trim())
      }}
    >
      {children}
      <TextField
        label={files.reason}
        required
        maxLength={500}
        error={checked && reason.trim() === '' ? files.missing : undefined}
        value={reason}
        onChange={(event) => {
          setReason(event.target.value)
        }}
      />
    </FormDialog>
  )
}
