import { useState } from 'react'
import type { CreateAccessGrantRequest, ReadersView } from '../api/types.ts'
import { endOfDay } from '../city-time.ts'
import { useTexts } from '../preferences.tsx'
import { problemText } from '../problems.ts'
import { Button } from '../ui/button.tsx'
import { Alert } from '../ui/feedback.tsx'
import { Select, TextField } from '../ui/field.tsx'
import { addGrant, type Guarded } from './access-api.ts'
import { useAccessChange } from './use-access-change.ts'

interface Draft {
  readonly userId: string
  readonly effect: CreateAccessGrantRequest['effect']
  readonly reason: string
  readonly lastDay: string
}

const EMPTY: Draft = { userId: '', effect: 'allow', reason: '', lastDay: '' }

interface Properties {
  readonly guarded: Guarded
  readonly candidates: ReadersView['candidates']
}

/** Lets one person in or shuts one out, with a reason and for as long as it is needed. */
export function GrantForm({ guarded, candidates }: Properties) {
  const texts = useTexts()
  const { access } = texts
  const words = access.grants
  const [draft, setDraft] = useState(EMPTY)
  const [checked, setChecked] = useState(false)
  const change = useAccessChange(
    async () => addGrant(guarded, bodyOf(draft)),
    words.saved,
    () => {
      setDraft(EMPTY)
      setChecked(false)
    },
  )
  const errorOf = (value: string) => (checked && value.trim() === '' ? access.missing : undefined)
  return (
    <section aria-labelledby="freigeben">
      <h3 className="section-title" id="freigeben">
        {words.add}
      </h3>
      <p className="kern-hint">{words.hint}</p>
      {change.error !== null && <Alert tone="danger" urgent title={problemText(change.error, texts)} />}
      <form
        className="access-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setChecked(true)
          if (draft.userId !== '' && draft.reason.trim() !== '') change.mutate(undefined)
        }}
      >
        <Select
          label={words.person}
          error={errorOf(draft.userId)}
          value={draft.userId}
          onChange={(event) => {
            setDraft({ ...draft, userId: event.target.value })
          }}
        >
          <option value="">{access.choose}</option>
          {candidates.map(({ id, displayName }) => (
            <option key={id} value={id}>
              {displayName}
            </option>
          ))}
        </Select>
        <Select
          label={words.effect}
          value={draft.effect}
          onChange={(event) => {
            setDraft({ ...draft, effect: event.target.value === 'deny' ? 'deny' : 'allow' })
          }}
        >
          <option value="allow">{words.allow}</option>
          <option value="deny">{words.deny}</option>
        </Select>
        <TextField
          label={words.reason}
          maxLength={500}
          error={errorOf(draft.reason)}
          value={draft.reason}
          onChange={(event) => {
            setDraft({ ...draft, reason: event.target.value })
          }}
        />
        <TextField
          type="date"
          label={words.until}
          required={false}
          value={draft.lastDay}
          onChange={(event) => {
            setDraft({ ...draft, lastDay: event.target.value })
          }}
        />
        <div className="button-row">
          <Button kind="primary" type="submit" disabled={change.isPending}>
            {words.save}
          </Button>
        </div>
      </form>
    </section>
  )
}

/** The last day is over at midnight in the city. */
function bodyOf({ userId, effect, reason, lastDay }: Draft) {
  const body = { userId, effect, reason: reason.trim() }
  if (lastDay === '') return body
  return { ...body, endsAt: endOfDay(lastDay) }
}
