import { useState } from 'react'
import { unitLabel, useDocumentTypes, useOrgUnits } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Select, TextField } from '../../shared/ui/field.tsx'
import { Icon } from '../../shared/ui/icon.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import { sheetsAddress, type SheetChoice } from './stacks-api.ts'
import './stacks.css'

const MAX_COPIES = 100
const PLAIN: SheetChoice = { orgUnitId: '', documentType: '', level: '', copies: 10 }

/** Separator and cover sheets to be printed. */
export function SheetsPage() {
  const { sheets } = useTexts().stacks
  const [choice, setChoice] = useState(PLAIN)
  const isPlain = choice.orgUnitId === '' && choice.documentType === '' && choice.level === ''
  return (
    <div className="page">
      <PageTitle>{sheets.title}</PageTitle>
      <p className="page__intro">{sheets.intro}</p>
      <form
        className="sheets stack"
        onSubmit={(event) => {
          event.preventDefault()
        }}
      >
        <Fields choice={choice} onChange={setChoice} />
        <p className="kern-body" role="status">
          {isPlain ? sheets.plain : sheets.cover}
        </p>
        <a className="kern-btn kern-btn--primary" href={sheetsAddress(choice)} download="">
          <Icon name="printer" />
          <span className="kern-label">{sheets.make}</span>
        </a>
      </form>
    </div>
  )
}

interface FieldsProperties {
  readonly choice: SheetChoice
  readonly onChange: (choice: SheetChoice) => void
}

function Fields({ choice, onChange }: FieldsProperties) {
  const { stacks, access } = useTexts()
  const { sheets } = stacks
  const units = useOrgUnits()
  const types = useDocumentTypes().filter(({ retired }) => !retired)
  return (
    <>
      <Select
        label={sheets.unit}
        value={choice.orgUnitId}
        onChange={(event) => {
          onChange({ ...choice, orgUnitId: event.target.value })
        }}
      >
        <option value="">{sheets.nothing}</option>
        {units.map((unit) => (
          <option key={unit.id} value={unit.id}>
            {unitLabel(unit)}
          </option>
        ))}
      </Select>
      <Select
        label={sheets.type}
        value={choice.documentType}
        onChange={(event) => {
          onChange({ ...choice, documentType: event.target.value })
        }}
      >
        <option value="">{sheets.nothing}</option>
        {types.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <Select
        label={sheets.level}
        value={choice.level}
        onChange={(event) => {
          onChange({ ...choice, level: event.target.value })
        }}
      >
        <option value="">{sheets.nothing}</option>
        {Object.entries(access.levels).map(([level, name]) => (
          <option key={level} value={level}>
            {name}
          </option>
        ))}
      </Select>
      <TextField
        label={sheets.copies}
        type="number"
        min={1}
        max={MAX_COPIES}
        value={choice.copies}
        onChange={(event) => {
          const copies = Math.round(event.target.valueAsNumber)
          onChange({
            ...choice,
            copies: Math.min(MAX_COPIES, Math.max(1, Number.isNaN(copies) ? 1 : copies)),
          })
        }}
      />
    </>
  )
}
