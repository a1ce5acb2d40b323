import { useState } from 'react'
import { useTexts } from './preferences.tsx'
import { Select, TextField } from './ui/field.tsx'
import { FormDialog } from './ui/form-dialog.tsx'

const VALUES = ['A', 'B', 'V'] as const
export interface GivenAppraisal {
  readonly value: (typeof VALUES)[number] | null
  readonly reason: string
}

interface Properties {
  /** Which file or entry, where the page shows several. */
  readonly of?: string
  /** What is proposed there until now, if it has a proposal of its own. */
  readonly present: GivenAppraisal['value']
  readonly error: Error | null
  readonly pending: boolean
  readonly onSubmit: (given: GivenAppraisal) => void
  readonly onClose: () => void
}

/** What is proposed for the end of a case file, or of all under an entry, with the reason. */
export function AppraisalDialog({ of, present, error, pending, onSubmit, onClose }: Properties) {
  const { files, filing } = useTexts()
  const [value, setValue] = useState<string>(present ?? '')
  const [reason, setReason] = useState('')
  const [checked, setChecked] = useState(false)
  return (
    <FormDialog
      title={of === undefined ? files.appraise : `${files.appraise}: ${of}`}
      error={error}
      pending={pending}
      onSubmit={() => {
        setChecked(true)
        const given = VALUES.find((one) => one === value) ?? null
        if (reason.trim() !== '') onSubmit({ value: given, reason: reason.trim() })
      }}
      onClose={onClose}
    >
      <p className="kern-hint">{files.appraiseHint}</p>
      <Select
        label={files.proposal}
        data-autofocus
        value={value}
        onChange={(event) => {
          setValue(event.target.value)
        }}
      >
        <option value="">{files.noOwnProposal}</option>
        {VALUES.map((one) => (
          <option key={one} value={one}>
            {filing.retentionClasses.proposals[one]}
          </option>
        ))}
      </Select>
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
