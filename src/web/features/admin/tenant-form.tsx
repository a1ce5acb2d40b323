import { useState } from 'react'
import { useTexts } from '../../shared/preferences.tsx'
import { TextField } from '../../shared/ui/field.tsx'
import { FormDialog } from '../../shared/ui/form-dialog.tsx'
import { useSaving } from './use-saving.ts'

/** What a value must look like, by the name of its field. */
const SHAPES = {
  name: /\S/,
  slug: /^[a-z0-9][a-z0-9-]{0,62}$/,
  receiptPrefix: /^[A-Z]{2,4}$/,
  adminUsername: /^[a-z0-9][a-z0-9._-]{1,63}$/,
  adminPassword: /^.{12,}$/,
} as const
type Field = keyof typeof SHAPES
const FIELDS = Object.keys(SHAPES) as Field[]

const EMPTY: Readonly<Record<Field, string>> = {
  name: '',
  slug: '',
  receiptPrefix: '',
  adminUsername: '',
  adminPassword: '',
}

export function TenantForm({ onClose }: { onClose: () => void }) {
  const { admin } = useTexts()
  const words = admin.tenants
  const [values, setValues] = useState(EMPTY)
  const [checked, setChecked] = useState(false)
  const saving = useSaving('tenants', onClose)
  const labels: Readonly<Record<Field, readonly [label: string, hint?: string]>> = {
    name: [words.name],
    slug: [words.slug, words.slugHint],
    receiptPrefix: [words.prefix, words.prefixHint],
    adminUsername: [words.adminUsername, admin.users.usernameHint],
    adminPassword: [words.adminPassword, admin.users.passwordHint],
  }
  const errorOf = (field: Field): string | undefined => {
    if (!checked || SHAPES[field].test(values[field])) return saving.faultOf(field)
    return values[field] === '' ? admin.missing : admin.invalid
  }
  return (
    <FormDialog
      wide
      title={words.create}
      error={saving.error}
      pending={saving.isPending}
      onSubmit={() => {
        setChecked(true)
        if (FIELDS.every((field) => SHAPES[field].test(values[field]))) saving.mutate({ body: values })
      }}
      onClose={onClose}
    >
      {FIELDS.map((field) => {
        const [label, hint] = labels[field]
        return (
          <TextField
            key={field}
            label={label}
            hint={hint}
            data-autofocus={field === 'name' ? true : undefined}
            type={field === 'adminPassword' ? 'password' : 'text'}
            autoComplete={field === 'adminPassword' ? 'new-password' : 'off'}
            spellCheck={false}
            error={errorOf(field)}
            value={values[field]}
            onChange={(event) => {
              setValues({ ...values, [field]: event.target.value })
            }}
          />
        )
      })}
    </FormDialog>
  )
}
