import { useState } from 'react'
import type { AccessLogRequest } from '../../shared/api/types.ts'
import { daysAfter, startOfDay } from '../../shared/city-time.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Select, TextField } from '../../shared/ui/field.tsx'
import { isTooShort } from './reasoned-form.tsx'
import { useLoggedPersons } from './use-logged-persons.ts'

interface Draft {
  readonly purpose: string
  readonly userId: string
  readonly number: string
  readonly from: string
  readonly to: string
}

const EMPTY: Draft = { purpose: '', userId: '', number: '', from: '', to: '' }

interface Properties {
  readonly pending: boolean
  readonly onAsk: (body: AccessLogRequest) => void
  readonly onExport: (body: AccessLogRequest) => void
}

/** About whom, about what, from when to when, and always what for. */
export function AccessLogForm({ pending, onAsk, onExport }: Properties) {
  const { access } = useTexts()
  const words = access.log
  const [draft, setDraft] = useState(EMPTY)
  const [checked, setChecked] = useState(false)
  const isShort = isTooShort(draft.purpose)
  const put = (changed: Partial<Draft>) => {
    setDraft({ ...draft, ...changed })
  }
  const submit = (send: (body: AccessLogRequest) => void) => {
    setChecked(true)
    if (!isShort) send(bodyOf(draft))
  }
  return (
    <form
      className="access-form access-form--even"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit(onAsk)
      }}
    >
      <div className="access-form__wide">
        <TextField
          label={words.purpose}
          hint={words.purposeHint}
          maxLength={500}
          error={checked && isShort ? access.tooShort : undefined}
          value={draft.purpose}
          onChange={(event) => {
            put({ purpose: event.target.value })
          }}
        />
      </div>
      <PersonSelect
        value={draft.userId}
        onChange={(userId) => {
          put({ userId })
        }}
      />
      <TextField
        label={words.number}
        hint={words.numberHint}
        required={false}
        maxLength={100}
        value={draft.number}
        onChange={(event) => {
          put({ number: event.target.value })
        }}
      />
      {(['from', 'to'] as const).map((field) => (
        <TextField
          key={field}
          type="date"
          label={words[field]}
          required={false}
          value={draft[field]}
          onChange={(event) => {
            put({ [field]: event.target.value })
          }}
        />
      ))}
      <div className="button-row">
        <Button kind="primary" icon="search" type="submit">
          {words.ask}
        </Button>
        <Button
          icon="download"
          disabled={pending}
          onClick={() => {
            submit(onExport)
          }}
        >
          {words.export}
        </Button>
      </div>
    </form>
  )
}

function PersonSelect({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const { log: words } = useTexts().access
  const { data } = useLoggedPersons()
  return (
    <Select
      label={words.person}
      required={false}
      value={value}
      onChange={(event) => {
        onChange(event.target.value)
      }}
    >
      <option value="">{words.everybody}</option>
      {data?.items.map(({ id, displayName }) => (
        <option key={id} value={id}>
          {displayName}
        </option>
      ))}
    </Select>
  )
}

/** Days are those of the city; the last one is included. */
function bodyOf({ purpose, userId, number, from, to }: Draft): AccessLogRequest {
  return {
    purpose: purpose.trim(),
    ...(userId !== '' && { userId }),
    ...(number.trim() !== '' && { number: number.trim() }),
    ...(from !== '' && { from: startOfDay(from) }),
    ...(to !== '' && { before: startOfDay(daysAfter(to, 1)) }),
  }
}
