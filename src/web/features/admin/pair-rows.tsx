import { useTexts } from '../../shared/preferences.tsx'
import { Button, IconButton } from '../../shared/ui/button.tsx'
import { Select, TextField } from '../../shared/ui/field.tsx'

interface Properties<V extends string> {
  readonly legend: string
  readonly hint: string
  readonly keyLabel: string
  readonly valueLabel: string
  readonly rows: readonly (readonly [key: string, value: V])[]
  readonly values: readonly (readonly [value: V, label: string])[]
  readonly onChange: (rows: readonly (readonly [key: string, value: V])[]) => void
}

/** A list of texts that each mean one of a few values. */
export function PairRows<V extends string>(properties: Properties<V>) {
  const { legend, hint, keyLabel, valueLabel, rows, values, onChange } = properties
  const words = useTexts().providers
  const first = values[0]?.[0]
  const set = (index: number, row: readonly [string, V]) => {
    onChange(rows.map((one, position) => (position === index ? row : one)))
  }
  return (
    <fieldset className="conditions">
      <legend className="kern-label">{legend}</legend>
      <p className="kern-hint">{hint}</p>
      {rows.map(([key, value], index) => (
        <div key={index} className="condition condition--pair">
          <TextField
            label={keyLabel}
            value={key}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => {
              set(index, [event.target.value, value])
            }}
          />
          <Select
            label={valueLabel}
            value={value}
            onChange={(event) => {
              set(index, [key, event.target.value as V])
            }}
          >
            {values.map(([one, label]) => (
              <option key={one} value={one}>
                {label}
              </option>
            ))}
          </Select>
          <IconButton
            icon="trash"
            label={words.removeRow(index + 1)}
            onClick={() => {
              onChange(rows.filter((_one, position) => position !== index))
            }}
          />
        </div>
      ))}
      <Button
        className="button--small"
        icon="plus"
        onClick={() => {
          if (first !== undefined) onChange([...rows, ['', first]])
        }}
      >
        {words.addRow}
      </Button>
    </fieldset>
  )
}
