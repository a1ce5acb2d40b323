import { useState } from 'react'
import type { FollowUpWithCode, SendFollowUpRequest } from '../api/types.ts'
import { daysAfter, today } from '../city-time.ts'
import { useTexts } from '../preferences.tsx'
import { TextArea, TextField } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { sendFollowUp, type FollowUpObject } from './follow-ups-api.ts'
import { useFollowUpStep } from './use-follow-up-step.ts'

/** What is usual; the clerk changes it. */
const USUAL_DAYS = 21
const MOST_THINGS = 20
const LONGEST_THING = 200
const MOST_ADDRESS_LINES = 6

interface Properties {
  readonly object: FollowUpObject
  readonly onClose: () => void
  readonly onSent: (sent: FollowUpWithCode) => void
}

/** What is missing, from whom, and until when. */
export function SendDialog({ object, onClose, onSent }: Properties) {
  const { followUps: words } = useTexts()
  const [draft, setDraft] = useState(() => ({
    recipient: '',
    subject: '',
    text: words.textDefault,
    wanted: '',
    dueOn: daysAfter(today(), USUAL_DAYS),
  }))
  const [checked, setChecked] = useState(false)
  const sending = useFollowUpStep(async (body: SendFollowUpRequest) => sendFollowUp(object, body), {
    message: words.sent,
    onSaved: onSent,
  })
  const things = thingsIn(draft.wanted)
  const isTooMuch = things.length > MOST_THINGS || things.some(({ length }) => length > LONGEST_THING)
  const isTooLong = thingsIn(draft.recipient).length > MOST_ADDRESS_LINES
  const field = (name: keyof typeof draft) => ({
    value: draft[name],
    error: checked && draft[name].trim() === '' ? words.missing : undefined,
    onChange: (event: { target: { value: string } }) => {
      setDraft({ ...draft, [name]: event.target.value })
    },
  })
  return (
    <FormDialog
      title={words.send}
      wide
      submitLabel={words.submit}
      error={sending.error}
      pending={sending.isPending}
      onClose={onClose}
      onSubmit={() => {
        setChecked(true)
        const isWhole = Object.values(draft).every((value) => value.trim() !== '')
        if (isWhole && !isTooMuch && !isTooLong) sending.mutate({ ...draft, wanted: things })
      }}
    >
      <TextArea
        label={words.recipient}
        hint={words.recipientHint}
        rows={3}
        maxLength={400}
        data-autofocus
        {...field('recipient')}
        {...(isTooLong && { error: words.addressTooLong })}
      />
      <TextField label={words.subject} hint={words.subjectHint} maxLength={100} {...field('subject')} />
      <TextArea label={words.text} rows={4} maxLength={3_000} {...field('text')} />
      <TextArea
        label={words.wanted}
        hint={words.wantedHint}
        rows={3}
        {...field('wanted')}
        {...(isTooMuch && { error: words.tooMany })}
      />
      <TextField type="date" label={words.dueOn} min={today()} {...field('dueOn')} />
    </FormDialog>
  )
}

function thingsIn(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
