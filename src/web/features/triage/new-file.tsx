import { useState } from 'react'
import { unitLabel, useOrgUnits, useValidEntries } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Combobox } from '../../shared/ui/combobox.tsx'
import { Select, TextField } from '../../shared/ui/field.tsx'
import { matchingOptions } from '../../shared/ui/matching.ts'

export interface NewFileDraft {
  readonly subject: string
  readonly filingPlanEntryId: string | undefined
  readonly leadUnitId: string | undefined
}

interface Properties {
  readonly draft: NewFileDraft
  readonly onChange: (draft: NewFileDraft) => void
  readonly checked: boolean
}

export function NewFile({ draft, onChange, checked }: Properties) {
  const { fileDialog } = useTexts().triage
  const units = useOrgUnits()
  return (
    <>
      <TextField
        label={fileDialog.subject}
        required
        maxLength={500}
        data-autofocus
        value={draft.subject}
        error={checked && draft.subject.trim() === '' ? fileDialog.missingSubject : undefined}
        onChange={(event) => {
          onChange({ ...draft, subject: event.target.value })
        }}
      />
      <PlanChoice draft={draft} onChange={onChange} checked={checked} />
      <Select
        label={fileDialog.leadUnit}
        value={draft.leadUnitId ?? ''}
        onChange={(event) => {
          onChange({ ...draft, leadUnitId: event.target.value || undefined })
        }}
      >
        <option value="">–</option>
        {units.map((unit) => (
          <option key={unit.id} value={unit.id}>
            {unitLabel(unit)}
          </option>
        ))}
      </Select>
    </>
  )
}

/** Entries of the filing plan; those of the lead unit come first. */
function PlanChoice({ draft, onChange, checked }: Properties) {
  const { fileDialog } = useTexts().triage
  const { common } = useTexts()
  const [text, setText] = useState('')
  const entries = useValidEntries()
  const options = entries
    .toSorted((a, b) => Number(b.orgUnitId === draft.leadUnitId) - Number(a.orgUnitId === draft.leadUnitId))
    .map((entry) => ({ id: entry.id, label: `${entry.number} ${entry.title}` }))
  const isChosen = draft.filingPlanEntryId !== undefined
  return (
    <Combobox
      label={fileDialog.plan}
      hint={fileDialog.planHint}
      text={text}
      onText={(changed) => {
        setText(changed)
        onChange({ ...draft, filingPlanEntryId: undefined })
      }}
      options={isChosen ? options.slice(0, 50) : matchingOptions(options, text)}
      nothing={common.nothingFound}
      error={checked && !isChosen ? fileDialog.missingPlan : undefined}
      onPick={(option) => {
        setText(option.label)
        onChange({ ...draft, filingPlanEntryId: option.id })
      }}
    />
  )
}
