import { useState } from 'react'
import type { ItemView } from '../../shared/api/types.ts'
import { arrivalNotes } from '../../shared/arrival.ts'
import { instantOfField, localFieldTime } from '../../shared/city-time.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { TextField } from '../../shared/ui/field.tsx'
import { FormDialog } from '../../shared/ui/form-dialog.tsx'
import type { ItemSteps } from './use-item-actions.ts'

/** What the time of arrival rests on, in a line or two. */
export function ArrivalNotes({ item }: { item: ItemView }) {
  const { arrival: words } = useTexts()
  const { evidence } = item.arrival
  const notes = arrivalNotes(item.arrival, words)
  if (notes.length === 0) return null
  return (
    <div className="item-header__facts">
      {notes.join(' · ')}
      {evidence?.text != null && (
        <details>
          <summary>{words.evidenceText}</summary>
          <pre className="arrival-evidence">{evidence.text}</pre>
        </details>
      )}
    </div>
  )
}

interface Properties {
  readonly item: ItemView
  readonly steps: ItemSteps
  readonly onClose: () => void
}

/** Another time of arrival, with a reason. */
export function CorrectArrivalDialog({ item, steps, onClose }: Properties) {
  const { arrival: words, triage } = useTexts()
  const [time, setTime] = useState(localFieldTime(item.receivedAt))
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const submit = () => {
    setTried(true)
    if (time === '' || reason.trim() === '') return
    const body = { receivedAt: instantOfField(time), reason: reason.trim() }
    const message = words.done(item.receiptNumber)
    steps.mutate({ action: 'correct-arrival', body, message, leaves: false }, { onSuccess: onClose })
  }
  return (
    <FormDialog
      title={words.correctTitle}
      error={steps.error}
      pending={steps.isPending}
      submitLabel={words.correct}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={words.newTime}
        hint={words.correctHint}
        required
        type="datetime-local"
        step={1}
        data-autofocus
        error={tried && time === '' ? words.timeMissing : undefined}
        value={time}
        onChange={(event) => {
          setTime(event.target.value)
        }}
      />
      <TextField
        label={triage.reasonDialog.reason}
        required
        maxLength={500}
        list="eingang-gruende"
        error={tried && reason.trim() === '' ? triage.reasonDialog.missing : undefined}
        value={reason}
        onChange={(event) => {
          setReason(event.target.value)
        }}
      />
      <datalist id="eingang-gruende">
        {words.correctReasons.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </FormDialog>
  )
}
