import { useState } from 'react'
import type { FilingPlanEntryView } from '../../shared/api/types.ts'
import { unitLabel, useOrgUnits, useRetentionClasses } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Select, TextField } from '../../shared/ui/field.tsx'
import { FormDialog } from '../../shared/ui/form-dialog.tsx'
import { NumberTemplate } from './number-template.tsx'
import { useSaving } from './use-saving.ts'

/** Fields that may be empty, which takes their value away. */
const OPTIONAL = [
  'parentId',
  'orgUnitId',
  'validFrom',
  'validTo',
  'successorId',
  'retentionClassId',
  'fileNumberTemplate',
] as const
type Optional = (typeof OPTIONAL)[number]
type Draft = Readonly<Record<'number' | 'title' | Optional, string>>

function draftOf(entry: FilingPlanEntryView | undefined): Draft {
  const optional = OPTIONAL.map((field) => [field, entry?.[field] ?? ''] as const)
  const filled = Object.fromEntries(optional) as Record<Optional, string>
  return { ...filled, number: entry?.number ?? '', title: entry?.title ?? '' }
}

function bodyOf(draft: Draft, isNew: boolean): Readonly<Record<string, string | null>> {
  const shared = { title: draft.title.trim() }
  const optional = OPTIONAL.map((field) => [field, draft[field].trim()] as const)
  if (!isNew)
    return { ...shared, ...Object.fromEntries(optional.map(([field, value]) => [field, value || null])) }
  const given = Object.fromEntries(optional.filter(([, value]) => value !== ''))
  return { ...shared, number: draft.number.trim(), ...given }
}

interface Properties {
  /** Absent for a new one. */
  readonly entry: FilingPlanEntryView | undefined
  readonly entries: readonly FilingPlanEntryView[]
  readonly onClose: () => void
}

export function PlanEntryForm({ entry, entries, onClose }: Properties) {
  const { admin, filing } = useTexts()
  const words = admin.plan
  const [draft, setDraft] = useState(draftOf(entry))
  const [checked, setChecked] = useState(false)
  const saving = useSaving('filing-plan', onClose)
  const set = (field: keyof Draft) => (value: string) => {
    setDraft({ ...draft, [field]: value })
  }
  const errorOf = (field: 'number' | 'title') =>
    checked && draft[field].trim() === '' ? admin.missing : saving.faultOf(field)
  const submit = () => {
    setChecked(true)
    if (draft.number.trim() === '' || draft.title.trim() === '') return
    saving.mutate({ record: entry, body: bodyOf(draft, entry === undefined) })
  }
  const others = entries.filter(({ id }) => id !== entry?.id)
  return (
    <FormDialog
      wide
      title={entry === undefined ? words.create : filing.editTitle(entry.number)}
      error={saving.error}
      pending={saving.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      {entry === undefined && (
        <TextField
          label={words.number}
          data-autofocus
          maxLength={50}
          error={errorOf('number')}
          value={draft.number}
          onChange={(event) => {
            set('number')(event.target.value)
          }}
        />
      )}
      <TextField
        label={words.name}
        data-autofocus={entry !== undefined}
        maxLength={500}
        error={errorOf('title')}
        value={draft.title}
        onChange={(event) => {
          set('title')(event.target.value)
        }}
      />
      <EntryChoice
        label={words.parent}
        none={words.noParent}
        entries={others}
        value={draft.parentId}
        error={saving.faultOf('parentId')}
        onChange={set('parentId')}
      />
      <UnitAndRetention draft={draft} set={set} />
      <div className="form-pair">
        <TextField
          label={filing.validFrom}
          type="date"
          value={draft.validFrom}
          onChange={(event) => {
            set('validFrom')(event.target.value)
          }}
        />
        <TextField
          label={filing.validTo}
          type="date"
          error={saving.faultOf('validTo')}
          value={draft.validTo}
          onChange={(event) => {
            set('validTo')(event.target.value)
          }}
        />
      </div>
      <p className="kern-hint">{filing.validHint}</p>
      {draft.validTo !== '' && (
        <EntryChoice
          label={filing.successor}
          hint={filing.successorHint}
          none={filing.noSuccessor}
          entries={others}
          value={draft.successorId}
          error={saving.faultOf('successorId')}
          onChange={set('successorId')}
        />
      )}
      <NumberTemplate
        template={draft.fileNumberTemplate}
        plan={draft.number}
        orgUnitId={draft.orgUnitId}
        error={saving.faultOf('fileNumberTemplate')}
        onChange={set('fileNumberTemplate')}
      />
    </FormDialog>
  )
}

interface PairProperties {
  readonly draft: Draft
  readonly set: (field: keyof Draft) => (value: string) => void
}

function UnitAndRetention({ draft, set }: PairProperties) {
  const { admin, filing } = useTexts()
  const units = useOrgUnits()
  const classes = useRetentionClasses().filter(({ id, retired }) => !retired || id === draft.retentionClassId)
  return (
    <>
      <Select
        label={admin.plan.unit}
        value={draft.orgUnitId}
        onChange={(event) => {
          set('orgUnitId')(event.target.value)
        }}
      >
        <option value="">{admin.plan.noUnit}</option>
        {units.map((unit) => (
          <option key={unit.id} value={unit.id}>
            {unitLabel(unit)}
          </option>
        ))}
      </Select>
      <Select
        label={filing.retention}
        value={draft.retentionClassId}
        onChange={(event) => {
          set('retentionClassId')(event.target.value)
        }}
      >
        <option value="">{filing.inherited}</option>
        {classes.map((one) => (
          <option key={one.id} value={one.id}>
            {`${one.name} (${filing.retentionClasses.yearsOf(one.years)}, ${one.proposal})`}
          </option>
        ))}
      </Select>
    </>
  )
}

interface ChoiceProperties {
  readonly label: string
  readonly hint?: string
  readonly none: string
  readonly entries: readonly FilingPlanEntryView[]
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (id: string) => void
}

function EntryChoice({ label, hint, none, entries, value, error, onChange }: ChoiceProperties) {
  return (
    <Select
      label={label}
      hint={hint}
      error={error}
      value={value}
      onChange={(event) => {
        onChange(event.target.value)
      }}
    >
      <option value="">{none}</option>
      {entries.map((entry) => (
        <option key={entry.id} value={entry.id}>
          {`${entry.number} ${entry.title}`}
        </option>
      ))}
    </Select>
  )
}
