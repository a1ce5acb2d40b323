import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CreateDeputyshipRequest, DeputyshipOverview } from '../../shared/api/types.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { useSession } from '../../shared/session.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'
import { Check, Select, TextField } from '../../shared/ui/field.tsx'
import { addDeputyship, DEPUTYSHIPS_KEY } from './deputies-api.ts'

/** Chosen instead of a person; no id looks like it. */
const NOBODY = '-'

interface Draft {
  readonly absentId: string
  readonly deputyId: string
  readonly firstDay: string
  readonly lastDay: string
}

export function DeputyForm({ overview, onClose }: { overview: DeputyshipOverview; onClose: () => void }) {
  const texts = useTexts()
  const { access, admin, common, deputies: words } = texts
  const ownId = useSession()?.user.id ?? ''
  const { absentees } = overview
  const first = absentees.find(({ id }) => id === ownId) ?? absentees[0]
  const [draft, setDraft] = useState<Draft>({
    absentId: first?.id ?? '',
    deputyId: '',
    firstDay: '',
    lastDay: '',
  })
  const [confidential, setConfidential] = useState(false)
  const [checked, setChecked] = useState(false)
  const saving = useSaving({ ...draft, confidential }, onClose)
  const isComplete = Object.values(draft).every((value) => value !== '')
  const errorOf = (field: keyof Draft) => (checked && draft[field] === '' ? admin.missing : undefined)
  return (
    <Dialog title={words.create} onClose={onClose}>
      <form
        className="stack stack--wide"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setChecked(true)
          if (isComplete) saving.mutate()
        }}
      >
        {saving.error !== null && <Alert tone="danger" urgent title={problemText(saving.error, texts)} />}
        <PersonSelect
          label={words.absent}
          people={absentees}
          value={draft.absentId}
          error={errorOf('absentId')}
          onChange={(absentId) => {
            setDraft({ ...draft, absentId })
          }}
        />
        <PersonSelect
          label={words.deputy}
          people={overview.deputies.filter(({ id }) => id !== draft.absentId)}
          value={draft.deputyId}
          nobody={words.onlyAway}
          error={errorOf('deputyId')}
          onChange={(deputyId) => {
            setDraft({ ...draft, deputyId })
          }}
        />
        {(['firstDay', 'lastDay'] as const).map((field) => (
          <TextField
            key={field}
            type="date"
            label={words[field]}
            error={errorOf(field)}
            value={draft[field]}
            onChange={(event) => {
              setDraft({ ...draft, [field]: event.target.value })
            }}
          />
        ))}
        {draft.deputyId !== NOBODY && (
          <Check
            label={access.deputyConfidential}
            checked={confidential}
            onChange={() => {
              setConfidential(!confidential)
            }}
          />
        )}
        <div className="button-row">
          <Button kind="primary" type="submit" disabled={saving.isPending}>
            {common.save}
          </Button>
          <Button onClick={onClose}>{common.cancel}</Button>
        </div>
      </form>
    </Dialog>
  )
}

type FullDraft = Draft & { readonly confidential: boolean }

function bodyOf({ deputyId, confidential, ...absence }: FullDraft): CreateDeputyshipRequest {
  const isAlone = deputyId === NOBODY
  return {
    ...absence,
    ...(isAlone ? {} : { deputyId }),
    confidential: !isAlone && confidential,
    orgUnitIds: [],
  }
}

function useSaving(draft: FullDraft, onSaved: () => void) {
  const { common } = useTexts()
  const client = useQueryClient()
  const announce = useAnnounce()
  return useMutation({
    mutationFn: async () => addDeputyship(bodyOf(draft)),
    onSuccess: () => {
      announce(common.saved)
      onSaved()
    },
    onSettled: async () => client.invalidateQueries({ queryKey: DEPUTYSHIPS_KEY }),
  })
}

interface PersonSelectProperties {
  readonly label: string
  readonly people: DeputyshipOverview['deputies']
  readonly value: string
  /** Offered besides the people. */
  readonly nobody?: string
  readonly error: string | undefined
  readonly onChange: (id: string) => void
}

function PersonSelect({ label, people, value, nobody, error, onChange }: PersonSelectProperties) {
  const { deputies: words } = useTexts()
  return (
    <Select
      label={label}
      value={value}
      error={error}
      onChange={(event) => {
        onChange(event.target.value)
      }}
    >
      <option value="">{words.choose}</option>
      {nobody !== undefined && <option value={NOBODY}>{nobody}</option>}
      {people.map(({ id, displayName }) => (
        <option key={id} value={id}>
          {displayName}
        </option>
      ))}
    </Select>
  )
}
