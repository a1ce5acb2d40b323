import { useState, type ReactNode } from 'react'
import { useTexts } from '../../shared/preferences.tsx'
import { Select, TextField } from '../../shared/ui/field.tsx'
import { FormDialog } from '../../shared/ui/form-dialog.tsx'
import { usePaperChange } from './use-paper-change.ts'

export interface DialogField {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly optional?: boolean
  /** Values and words of a choice; a line of text when absent. */
  readonly options?: readonly (readonly [value: string, label: string])[]
}

interface Properties<Output> {
  readonly title: string
  readonly submitLabel: string
  readonly fields: readonly DialogField[]
  readonly change: (values: Readonly<Record<string, string>>) => Promise<Output>
  readonly onDone?: (output: Output) => void
  readonly onClose: () => void
  readonly children?: ReactNode
}

/** A few lines that are asked for before a step. Empty optional ones are left out. */
export function TextsDialog<Output>({
  title,
  submitLabel,
  fields,
  change,
  onDone,
  onClose,
  children,
}: Properties<Output>) {
  const { paper: words } = useTexts()
  const first = Object.fromEntries(fields.map(({ name, options }) => [name, options?.[0]?.[0] ?? '']))
  const [values, setValues] = useState<Readonly<Record<string, string>>>(first)
  const [checked, setChecked] = useState(false)
  const saving = usePaperChange(change, (output) => {
    onClose()
    onDone?.(output)
  })
  const isMissing = ({ name, optional }: DialogField) =>
    optional !== true && (values[name] ?? '').trim() === ''
  const filled = Object.fromEntries(
    Object.entries(values)
      .map(([name, value]) => [name, value.trim()] as const)
      .filter(([, value]) => value !== ''),
  )
  return (
    <FormDialog
      title={title}
      error={saving.error}
      pending={saving.isPending}
      submitLabel={submitLabel}
      onSubmit={() => {
        setChecked(true)
        if (!fields.some(isMissing)) saving.mutate(filled)
      }}
      onClose={onClose}
    >
      {children}
      {fields.map((field, index) => {
        const { name, label, hint, optional, options } = field
        const set = (value: string) => {
          setValues({ ...values, [name]: value })
        }
        return options === undefined ? (
          <TextField
            key={name}
            label={label}
            hint={hint}
            maxLength={500}
            {...(index === 0 && { 'data-autofocus': true })}
            {...(optional === true && { required: false })}
            error={checked && isMissing(field) ? words.missing : undefined}
            value={values[name] ?? ''}
            onChange={(event) => {
              set(event.target.value)
            }}
          />
        ) : (
          <Select
            key={name}
            label={label}
            value={values[name] ?? ''}
            onChange={(event) => {
              set(event.target.value)
            }}
          >
            {options.map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </Select>
        )
      })}
    </FormDialog>
  )
}
