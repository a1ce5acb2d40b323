import { useState } from 'react'
import type { OrgUnitKind, OrgUnitView } from '../../shared/api/types.ts'
import { unitLabel } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Select, TextField } from '../../shared/ui/field.tsx'
import { FormDialog } from '../../shared/ui/form-dialog.tsx'
import { useSaving } from './use-saving.ts'

const KINDS: readonly Exclude<OrgUnitKind, 'root'>[] = [
  'directorate',
  'office',
  'department',
  'section',
  'post',
  'group',
]

interface Draft {
  readonly number: string
  readonly name: string
  readonly kind: string
  readonly parentId: string
  /** `YYYY-MM-DD`, or empty for always. */
  readonly validFrom: string
  readonly validTo: string
  /** Empty for nobody. */
  readonly successorId: string
}

interface Properties {
  readonly unit: OrgUnitView | undefined
  readonly units: readonly OrgUnitView[]
  readonly onClose: () => void
}

function draftOf({ unit, units }: Properties): Draft {
  const root = units.find((one) => one.parentId === null)
  if (unit === undefined) {
    const place = { kind: 'office', parentId: root?.id ?? '', successorId: '' }
    return { number: '', name: '', ...place, validFrom: '', validTo: '' }
  }
  const { number, name, kind, parentId, validFrom, validTo, successorId } = unit
  const days = { validFrom: validFrom ?? '', validTo: validTo ?? '' }
  const place = { kind, parentId: parentId ?? '', successorId: successorId ?? '' }
  return { number, name, ...place, ...days }
}

function bodyOf({ number, name, kind, parentId, validFrom, validTo, successorId }: Draft, isNew: boolean) {
  const shared = { number: number.trim(), name: name.trim() }
  if (isNew) {
    const from = validFrom === '' ? {} : { validFrom }
    return { ...shared, kind, parentId, ...from, ...(validTo === '' ? {} : { validTo }) }
  }
  const given = (text: string) => (text === '' ? null : text)
  const days = { validFrom: given(validFrom), validTo: given(validTo) }
  return { ...shared, ...days, successorId: given(validTo === '' ? '' : successorId) }
}

export function UnitForm(properties: Properties) {
  const { unit, units, onClose } = properties
  const { admin } = useTexts()
  const words = admin.units
  const [draft, setDraft] = useState(draftOf(properties))
  const [checked, setChecked] = useState(false)
  const saving = useSaving('org-units', onClose)
  const isGroup = (unit?.kind ?? draft.kind) === 'group'
  const errorOf = (field: 'number' | 'name') =>
    checked && draft[field].trim() === '' ? admin.missing : saving.faultOf(field)
  const submit = () => {
    setChecked(true)
    if (draft.number.trim() === '' || draft.name.trim() === '') return
    saving.mutate({ record: unit, body: bodyOf(draft, unit === undefined) })
  }
  return (
    <FormDialog
      wide
      title={unit === undefined ? words.create : words.editTitle(unit.name)}
      error={saving.error}
      pending={saving.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={words.number}
        data-autofocus
        error={errorOf('number')}
        value={draft.number}
        onChange={(event) => {
          setDraft({ ...draft, number: event.target.value })
        }}
      />
      <TextField
        label={words.name}
        error={errorOf('name')}
        value={draft.name}
        onChange={(event) => {
          setDraft({ ...draft, name: event.target.value })
        }}
      />
      {unit === undefined && <PlaceInTree draft={draft} units={units} onChange={setDraft} />}
      <TextField
        label={words.validFrom}
        hint={words.noBegin}
        required={false}
        type="date"
        error={saving.faultOf('validFrom')}
        value={draft.validFrom}
        onChange={(event) => {
          setDraft({ ...draft, validFrom: event.target.value })
        }}
      />
      <TextField
        label={words.validTo}
        hint={isGroup ? words.groupEnd : words.noEnd}
        required={false}
        type="date"
        error={saving.faultOf('validTo')}
        value={draft.validTo}
        onChange={(event) => {
          setDraft({ ...draft, validTo: event.target.value })
        }}
      />
      {unit !== undefined && draft.validTo !== '' && (
        <Select
          label={words.successor}
          hint={words.successorHint}
          required={false}
          error={saving.faultOf('successorId')}
          value={draft.successorId}
          onChange={(event) => {
            setDraft({ ...draft, successorId: event.target.value })
          }}
        >
          <option value="">{words.noSuccessor}</option>
          {units
            .filter(({ id }) => id !== unit.id)
            .map((one) => (
              <option key={one.id} value={one.id}>
                {unitLabel(one)}
              </option>
            ))}
        </Select>
      )}
      {isGroup && <p>{words.groupNote}</p>}
    </FormDialog>
  )
}

interface PlaceProperties {
  readonly draft: Draft
  readonly units: readonly OrgUnitView[]
  readonly onChange: (draft: Draft) => void
}

function PlaceInTree({ draft, units, onChange }: PlaceProperties) {
  const words = useTexts().admin.units
  return (
    <>
      <Select
        label={words.kind}
        value={draft.kind}
        onChange={(event) => {
          onChange({ ...draft, kind: event.target.value })
        }}
      >
        {KINDS.map((one) => (
          <option key={one} value={one}>
            {words.kinds[one]}
          </option>
        ))}
      </Select>
      <Select
        label={words.parent}
        value={draft.parentId}
        onChange={(event) => {
          onChange({ ...draft, parentId: event.target.value })
        }}
      >
        {units
          .filter(({ kind }) => kind !== 'group')
          .map((one) => (
            <option key={one.id} value={one.id}>
              {unitLabel(one)}
            </option>
          ))}
      </Select>
    </>
  )
}
