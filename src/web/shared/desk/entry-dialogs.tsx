import { useState } from 'react'
import type { DeskEntryView } from '../api/types.ts'
import { formatCalendarDate } from '../format.ts'
import { useTexts } from '../preferences.tsx'
import { TextField } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { moveEntry, withdrawEntry } from './desk-api.ts'
import { useEntrySaving } from './use-entry-saving.ts'

interface Properties {
  readonly entry: DeskEntryView
  readonly onClose: () => void
}

/** To another day; whoever changes a calculated end says why. */
export function MoveDialog({ entry, onClose }: Properties) {
  const { desk } = useTexts()
  const [dueOn, setDueOn] = useState(entry.dueOn)
  const [reason, setReason] = useState('')
  const [checked, setChecked] = useState(false)
  const isDeadline = entry.kind === 'deadline'
  const saving = useEntrySaving(
    async () => moveEntry(entry, { dueOn, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) }),
    (moved) => desk.movedNow(formatCalendarDate(moved.dueOn)),
    onClose,
  )
  const lacksReason = isDeadline && reason.trim() === ''
  return (
    <FormDialog
      title={isDeadline ? desk.overrideTitle : desk.moveTitle}
      error={saving.error}
      pending={saving.isPending}
      onClose={onClose}
      onSubmit={() => {
        setChecked(true)
        if (dueOn !== '' && !lacksReason) saving.mutate()
      }}
    >
      <p>{entry.purpose}</p>
      <TextField
        type="date"
        label={desk.newDay}
        data-autofocus
        value={dueOn}
        error={checked && dueOn === '' ? desk.missing : undefined}
        onChange={(event) => {
          setDueOn(event.target.value)
        }}
      />
      <TextField
        label={desk.reason}
        hint={isDeadline ? desk.overrideHint : undefined}
        required={isDeadline}
        value={reason}
        maxLength={500}
        error={checked && lacksReason ? desk.missing : undefined}
        onChange={(event) => {
          setReason(event.target.value)
        }}
      />
    </FormDialog>
  )
}

export function WithdrawDialog({ entry, onClose }: Properties) {
  const { desk } = useTexts()
  const [reason, setReason] = useState('')
  const [checked, setChecked] = useState(false)
  const saving = useEntrySaving(
    async () => withdrawEntry(entry, reason.trim()),
    () => desk.withdrawnNow(entry.purpose),
    onClose,
  )
  const isMissing = reason.trim() === ''
  return (
    <FormDialog
      title={desk.withdrawTitle}
      submitLabel={desk.withdraw}
      error={saving.error}
      pending={saving.isPending}
      onClose={onClose}
      onSubmit={() => {
        setChecked(true)
        if (!isMissing) saving.mutate()
      }}
    >
      <p>{entry.purpose}</p>
      <TextField
        label={desk.reason}
        hint={desk.withdrawHint}
        data-autofocus
        value={reason}
        maxLength={500}
        error={checked && isMissing ? desk.missing : undefined}
        onChange={(event) => {
          setReason(event.target.value)
        }}
      />
    </FormDialog>
  )
}
