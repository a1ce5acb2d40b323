import { useState } from 'react'
import type { OrgUnitKind, OrgUnitView } from '../../shared/api/types.ts'
import { formatCalendarDate } from '../../shared/format.ts'
import { unitLabel, useOrgUnits } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Select, TextField } from '../../shared/ui/field.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import { RecordForm } from './record-form.tsx'
import { useSaving } from './use-saving.ts'

/** The organisation as an indented tree. */
export function UnitsSection() {
  const { admin } = useTexts()
  const words = admin.units
  const units = useOrgUnits()
  const [edited, setEdited] = useState<OrgUnitView | 'new'>()
  return (
    <>
      <PageTitle
        aside={
          <Button
            kind="primary"
            icon="plus"
            onClick={() => {
              setEdited('new')
            }}
          >
            {words.create}
          </Button>
        }
      >
        {words.title}
      </PageTitle>
      <Branch units={units} parentId={null} onEdit={setEdited} />
      {edited !== undefined && (
        <UnitForm
          unit={edited === 'new' ? undefined : edited}
          units={units}
          onClose={() => {
            setEdited(undefined)
          }}
        />
      )}
    </>
  )
}

interface BranchProperties {
  readonly units: readonly OrgUnitView[]
  readonly parentId: string | null
  readonly onEdit: (unit: OrgUnitView) => void
}

function Branch({ units, parentId, onEdit }: BranchProperties) {
  const { admin, common } = useTexts()
  const children = units.filter((unit) => unit.parentId === parentId)
  if (children.length === 0) return null
  return (
    <ul className="tree">
      {children.map((unit) => (
        <li key={unit.id}>
          <div className="tree__row">
            <span className="tree__number">{unit.number}</span>
            <span className="tree__name">{unit.name}</span>
            <span className="tree__kind">{admin.units.kinds[unit.kind]}</span>
            {unit.validTo !== null && (
              <span className="tree__kind">
                {admin.units.validTo} {formatCalendarDate(unit.validTo)}
              </span>
            )}
            <Button
              kind="tertiary"
              className="button--small"
              icon="pencil"
              aria-label={`${common.edit}: ${unitLabel(unit)}`}
              onClick={() => {
                onEdit(unit)
              }}
            >
              {common.edit}
            </Button>
          </div>
          <Branch units={units} parentId={unit.id} onEdit={onEdit} />
        </li>
      ))}
    </ul>
  )
}

const KINDS: readonly Exclude<OrgUnitKind, 'root'>[] = [
  'directorate',
  'office',
  'department',
  'section',
  'post',
]

interface FormProperties {
  readonly unit: OrgUnitView | undefined
  readonly units: readonly OrgUnitView[]
  readonly onClose: () => void
}

function UnitForm({ unit, units, onClose }: FormProperties) {
  const { admin } = useTexts()
  const words = admin.units
  const root = units.find((one) => one.parentId === null)
  const [number, setNumber] = useState(unit?.number ?? '')
  const [name, setName] = useState(unit?.name ?? '')
  const [kind, setKind] = useState<string>('office')
  const [parentId, setParentId] = useState(root?.id ?? '')
  const [validTo, setValidTo] = useState(unit?.validTo ?? '')
  const [checked, setChecked] = useState(false)
  const saving = useSaving('org-units', onClose)
  const missing = (text: string) => (checked && text.trim() === '' ? admin.missing : undefined)
  const submit = () => {
    setChecked(true)
    if (number.trim() === '' || name.trim() === '') return
    const shared = { number: number.trim(), name: name.trim() }
    const body = unit === undefined ? { ...shared, kind, parentId } : { ...shared, validTo: validTo || null }
    saving.mutate({ record: unit, body })
  }
  return (
    <RecordForm
      title={unit === undefined ? words.create : words.editTitle(unit.name)}
      error={saving.error}
      pending={saving.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={words.number}
        data-autofocus
        error={missing(number) ?? saving.faultOf('number')}
        value={number}
        onChange={(event) => {
          setNumber(event.target.value)
        }}
      />
      <TextField
        label={words.name}
        error={missing(name) ?? saving.faultOf('name')}
        value={name}
        onChange={(event) => {
          setName(event.target.value)
        }}
      />
      {unit === undefined ? (
        <>
          <Select
            label={words.kind}
            value={kind}
            onChange={(event) => {
              setKind(event.target.value)
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
            value={parentId}
            onChange={(event) => {
              setParentId(event.target.value)
            }}
          >
            {units.map((one) => (
              <option key={one.id} value={one.id}>
                {unitLabel(one)}
              </option>
            ))}
          </Select>
        </>
      ) : (
        <TextField
          label={words.validTo}
          hint={words.noEnd}
          required={false}
          type="date"
          value={validTo}
          onChange={(event) => {
            setValidTo(event.target.value)
          }}
        />
      )}
    </RecordForm>
  )
}
