import { useState } from 'react'
import type { DocumentView, Money } from '../../shared/api/types.ts'
import { valueLabel } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { IconButton } from '../../shared/ui/button.tsx'
import { FieldError } from '../../shared/ui/field.tsx'
import { Icon } from '../../shared/ui/icon.tsx'
import { listValues, parseListValue, proposalsOf, sameValue, type Edits, type ListField } from './draft.ts'
import { weightLabel } from './weight.ts'
import { Why } from './why.tsx'

interface Properties {
  readonly field: ListField
  readonly document: DocumentView
  readonly edits: Edits
  readonly onEdit: (field: ListField, values: readonly (string | Money)[]) => void
  readonly onFocus: (field: ListField, proposalIndex: number) => void
}

/** A field with several values: proposals to tick, and a line to add what the machine has missed. */
export function ListFieldRow({ field, document, edits, onEdit, onFocus }: Properties) {
  const { triage } = useTexts()
  const values = listValues(document, edits, field)
  const proposals = proposalsOf(document, field)
  const own = values.filter((value) => !proposals.some((proposal) => sameValue(field, proposal.value, value)))
  const without = (value: string | Money) => values.filter((one) => !sameValue(field, one, value))
  return (
    <fieldset className="list-field" id={`feld-${field}`}>
      <legend className="list-field__title">{triage.fields[field]}</legend>
      {proposals.map((proposal, index) => {
        const label = valueLabel(field, proposal.value)
        const taken = values.some((value) => sameValue(field, value, proposal.value))
        return (
          <div key={`${label} ${index}`} className="list-field__row">
            <label className="tick">
              <input
                type="checkbox"
                checked={taken}
                onFocus={() => {
                  onFocus(field, index)
                }}
                onChange={() => {
                  onEdit(field, taken ? without(proposal.value) : [...values, proposal.value])
                }}
              />
              <span>{label}</span>
              <span className="weight">{weightLabel(proposal, triage)}</span>
            </label>
            <Why field={`${triage.fields[field]} ${label}`} proposal={proposal} />
          </div>
        )
      })}
      {own.map((value) => (
        <div key={valueLabel(field, value)} className="list-field__row list-field__row--own">
          <Icon name="check" size={16} />
          <span>{valueLabel(field, value)}</span>
          <IconButton
            icon="close"
            label={triage.removeValue(valueLabel(field, value))}
            onClick={() => {
              onEdit(field, without(value))
            }}
          />
        </div>
      ))}
      <AddLine
        field={field}
        onFocus={() => {
          onFocus(field, -1)
        }}
        onAdd={(value) => {
          onEdit(field, [...without(value), value])
        }}
      />
    </fieldset>
  )
}

interface AddProperties {
  readonly field: ListField
  readonly onFocus: () => void
  readonly onAdd: (value: string | Money) => void
}

function AddLine({ field, onFocus, onAdd }: AddProperties) {
  const { triage, common } = useTexts()
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState(false)
  const id = `neu-${field}`
  const add = () => {
    const value = parseListValue(field, text)
    setWrong(value === undefined && text.trim() !== '')
    if (value === undefined) return
    onAdd(value)
    setText('')
  }
  return (
    <div className="add-line">
      <input
        id={id}
        type="text"
        className="add-line__input"
        aria-label={triage.addValue(triage.fields[field])}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={wrong ? `${id}-error` : undefined}
        placeholder="+"
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setWrong(false)
        }}
        onFocus={onFocus}
        onBlur={add}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.ctrlKey) return
          event.preventDefault()
          add()
        }}
      />
      <IconButton icon="plus" label={common.add} onClick={add} tabIndex={-1} />
      {wrong && (
        <FieldError id={`${id}-error`}>{field === 'amounts' ? triage.badAmount : triage.badDate}</FieldError>
      )}
    </div>
  )
}
