import { useState } from 'react'
import type { RetentionClassView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Select, TextField } from '../../shared/ui/field.tsx'
import { FormDialog } from '../../shared/ui/form-dialog.tsx'
import { useSaving } from './use-saving.ts'

const KEY = /^[a-z0-9][a-z0-9-]{0,63}$/
const YEARS = /^\d{0,3}$/
const MAX_YEARS = 200
const STARTS = ['end-of-closing-year', 'closing-day'] as const
const PROPOSALS = ['A', 'B', 'V'] as const

type Draft = Readonly<Record<'id' | 'name' | 'years' | 'start' | 'proposal', string>>

const NEW: Draft = { id: '', name: '', years: '', start: 'end-of-closing-year', proposal: 'V' }

function draftOf(known: RetentionClassView | undefined): Draft {
  return known === undefined ? NEW : { ...known, years: String(known.years ?? '') }
}

function bodyOf({ id, name, years, start, proposal }: Draft, isNew: boolean) {
  const count = years.trim() === '' ? null : Number(years)
  return { ...(isNew && { id }), name: name.trim(), years: count, start, proposal }
}

/** @param known absent for a new one */
export function RetentionForm({
  known,
  onClose,
}: {
  known: RetentionClassView | undefined
  onClose: () => void
}) {
  const { filing } = useTexts()
  const words = filing.retentionClasses
  const [draft, setDraft] = useState(draftOf(known))
  const [checked, setChecked] = useState(false)
  const saving = useSaving('retention-classes', onClose)
  const isNew = known === undefined
  const set = (field: keyof Draft) => (value: string) => {
    setDraft({ ...draft, [field]: value })
  }
  const errorOf = useFaults(draft, isNew)
  const shownError = (field: 'id' | 'name' | 'years') =>
    (checked ? errorOf(field) : undefined) ?? saving.faultOf(field)
  const submit = () => {
    setChecked(true)
    if ((['id', 'name', 'years'] as const).some((field) => errorOf(field) !== undefined)) return
    saving.mutate({ record: known, body: bodyOf(draft, isNew) })
  }
  return (
    <FormDialog
      wide
      title={isNew ? words.create : words.editTitle(known.name)}
      error={saving.error}
      pending={saving.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={words.name}
        data-autofocus
        maxLength={100}
        error={shownError('name')}
        value={draft.name}
        onChange={(event) => {
          set('name')(event.target.value)
        }}
      />
      {isNew && (
        <TextField
          label={words.key}
          hint={words.keyHint}
          spellCheck={false}
          autoCapitalize="none"
          error={shownError('id')}
          value={draft.id}
          onChange={(event) => {
            set('id')(event.target.value)
          }}
        />
      )}
      <TextField
        label={words.years}
        hint={words.yearsHint}
        inputMode="numeric"
        error={shownError('years')}
        value={draft.years}
        onChange={(event) => {
          set('years')(event.target.value)
        }}
      />
      <Choice
        label={words.start}
        options={STARTS}
        words={words.starts}
        value={draft.start}
        onChange={set('start')}
      />
      <Choice
        label={words.proposal}
        options={PROPOSALS}
        words={words.proposals}
        value={draft.proposal}
        onChange={set('proposal')}
      />
    </FormDialog>
  )
}

function useFaults(draft: Draft, isNew: boolean): (field: 'id' | 'name' | 'years') => string | undefined {
  const { admin } = useTexts()
  return (field) => {
    if (field === 'name') return draft.name.trim() === '' ? admin.missing : undefined
    if (field === 'id') return isNew && !KEY.test(draft.id) ? admin.invalid : undefined
    const years = draft.years.trim()
    return YEARS.test(years) && Number(years) <= MAX_YEARS ? undefined : admin.invalid
  }
}

interface ChoiceProperties<Option extends string> {
  readonly label: string
  readonly options: readonly Option[]
  readonly words: Readonly<Record<Option, string>>
  readonly value: string
  readonly onChange: (option: string) => void
}

function Choice<Option extends string>({ label, options, words, value, onChange }: ChoiceProperties<Option>) {
  return (
    <Select
      label={label}
      value={value}
      onChange={(event) => {
        onChange(event.target.value)
      }}
    >
      {options.map((option) => (
        <option key={option} value={option}>
          {words[option]}
        </option>
      ))}
    </Select>
  )
}
