import { useState } from 'react'
import type { FilingPlanEntryView } from '../../shared/api/types.ts'
import { unitLabel, useFilingPlan, useOrgUnits, useUnitName } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Select, TextField } from '../../shared/ui/field.tsx'
import { FormDialog } from '../../shared/ui/form-dialog.tsx'
import { SectionTitle } from './section-title.tsx'
import { useSaving } from './use-saving.ts'

/** The filing plan as an indented tree; entries are added, never changed, because file numbers rest on them. */
export function PlanSection() {
  const { admin } = useTexts()
  const words = admin.plan
  const entries = useFilingPlan()
  const [creating, setCreating] = useState(false)
  return (
    <>
      <SectionTitle
        words={words}
        onCreate={() => {
          setCreating(true)
        }}
      />
      <Branch entries={entries} parentId={null} />
      {creating && (
        <EntryForm
          entries={entries}
          onClose={() => {
            setCreating(false)
          }}
        />
      )}
    </>
  )
}

function Branch({ entries, parentId }: { entries: readonly FilingPlanEntryView[]; parentId: string | null }) {
  const unitName = useUnitName()
  const children = entries.filter((entry) => entry.parentId === parentId)
  if (children.length === 0) return null
  return (
    <ul className="tree">
      {children.map((entry) => (
        <li key={entry.id}>
          <div className="tree__row">
            <span className="tree__number">{entry.number}</span>
            <span className="tree__name">{entry.title}</span>
            <span className="tree__kind">{unitName(entry.orgUnitId)}</span>
          </div>
          <Branch entries={entries} parentId={entry.id} />
        </li>
      ))}
    </ul>
  )
}

const NO_ENTRY = { number: '', title: '', parentId: '', orgUnitId: '' }

function EntryForm({ entries, onClose }: { entries: readonly FilingPlanEntryView[]; onClose: () => void }) {
  const { admin } = useTexts()
  const words = admin.plan
  const units = useOrgUnits()
  const [draft, setDraft] = useState(NO_ENTRY)
  const [checked, setChecked] = useState(false)
  const saving = useSaving('filing-plan', onClose)
  const missing = (text: string) => (checked && text.trim() === '' ? admin.missing : undefined)
  const submit = () => {
    setChecked(true)
    const { number, title, parentId, orgUnitId } = draft
    if (number.trim() === '' || title.trim() === '') return
    const body = {
      number: number.trim(),
      title: title.trim(),
      ...(parentId && { parentId }),
      ...(orgUnitId && { orgUnitId }),
    }
    saving.mutate({ body })
  }
  return (
    <FormDialog
      wide
      title={words.create}
      error={saving.error}
      pending={saving.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={words.number}
        data-autofocus
        error={missing(draft.number) ?? saving.faultOf('number')}
        value={draft.number}
        onChange={(event) => {
          setDraft({ ...draft, number: event.target.value })
        }}
      />
      <TextField
        label={words.name}
        error={missing(draft.title) ?? saving.faultOf('title')}
        value={draft.title}
        onChange={(event) => {
          setDraft({ ...draft, title: event.target.value })
        }}
      />
      <Select
        label={words.parent}
        value={draft.parentId}
        onChange={(event) => {
          setDraft({ ...draft, parentId: event.target.value })
        }}
      >
        <option value="">{words.noParent}</option>
        {entries.map((entry) => (
          <option key={entry.id} value={entry.id}>
            {`${entry.number} ${entry.title}`}
          </option>
        ))}
      </Select>
      <Select
        label={words.unit}
        value={draft.orgUnitId}
        onChange={(event) => {
          setDraft({ ...draft, orgUnitId: event.target.value })
        }}
      >
        <option value="">{words.noUnit}</option>
        {units.map((unit) => (
          <option key={unit.id} value={unit.id}>
            {unitLabel(unit)}
          </option>
        ))}
      </Select>
    </FormDialog>
  )
}
