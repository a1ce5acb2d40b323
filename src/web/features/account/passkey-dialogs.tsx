import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { PasskeyView } from '../../shared/api/types.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { addPasskey } from '../../shared/passkeys.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { TextField } from '../../shared/ui/field.tsx'
import { removePasskey, renamePasskey } from './account-api.ts'
import { faultOf, StepForm } from './step-form.tsx'

interface FieldProperties {
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (value: string) => void
}

interface ChangeProperties {
  readonly passkey: PasskeyView
  readonly onClose: () => void
}

export function AddPasskeyDialog({ onClose }: { onClose: () => void }) {
  const words = useTexts().account.passkeys
  const announce = useAnnounce()
  const [current, setCurrent] = useState('')
  const [name, setName] = useState('')
  const [checked, setChecked] = useState(false)
  const adding = useMutation({
    mutationFn: async () => addPasskey(current, name.trim()),
    onSuccess: () => {
      announce(words.added)
      onClose()
    },
  })
  const isNamed = name.trim() !== ''
  return (
    <Dialog title={words.add} onClose={onClose} wide>
      <StepForm
        error={adding.error}
        pending={adding.isPending}
        onSubmit={() => {
          setChecked(true)
          if (isNamed) adding.mutate()
        }}
        onClose={onClose}
      >
        <p>{words.addBody}</p>
        <NameField
          value={name}
          error={checked && !isNamed ? words.missingName : undefined}
          onChange={setName}
        />
        <PasswordField
          value={current}
          error={faultOf(adding.error, 'currentPassword')}
          onChange={setCurrent}
        />
      </StepForm>
    </Dialog>
  )
}

export function RenamePasskeyDialog({ passkey, onClose }: ChangeProperties) {
  const words = useTexts().account.passkeys
  const [name, setName] = useState(passkey.name)
  const renaming = useMutation({
    mutationFn: async () => renamePasskey(passkey.id, name.trim()),
    onSuccess: onClose,
  })
  const isNamed = name.trim() !== ''
  return (
    <Dialog title={words.renameOf(passkey.name)} onClose={onClose} wide>
      <StepForm
        error={renaming.error}
        pending={renaming.isPending}
        onSubmit={() => {
          if (isNamed) renaming.mutate()
        }}
        onClose={onClose}
      >
        <NameField value={name} error={isNamed ? undefined : words.missingName} onChange={setName} />
      </StepForm>
    </Dialog>
  )
}

export function RemovePasskeyDialog({ passkey, onClose }: ChangeProperties) {
  const words = useTexts().account.passkeys
  const announce = useAnnounce()
  const [current, setCurrent] = useState('')
  const removal = useMutation({
    mutationFn: async () => removePasskey(passkey.id, current),
    onSuccess: () => {
      announce(words.removed)
      onClose()
    },
  })
  return (
    <Dialog title={words.removeOf(passkey.name)} onClose={onClose} wide>
      <StepForm
        error={removal.error}
        pending={removal.isPending}
        onSubmit={() => {
          removal.mutate()
        }}
        onClose={onClose}
      >
        <p>{words.removeBody}</p>
        <PasswordField
          value={current}
          error={faultOf(removal.error, 'currentPassword')}
          onChange={setCurrent}
        />
      </StepForm>
    </Dialog>
  )
}

function NameField({ value, error, onChange }: FieldProperties) {
  const words = useTexts().account.passkeys
  return (
    <TextField
      label={words.name}
      hint={words.nameHint}
      maxLength={100}
      autoComplete="off"
      data-autofocus
      error={error}
      value={value}
      onChange={(event) => {
        onChange(event.target.value)
      }}
    />
  )
}

function PasswordField({ value, error, onChange }: FieldProperties) {
  const { password } = useTexts().account
  return (
    <TextField
      label={password.current}
      type="password"
      autoComplete="current-password"
      error={error}
      value={value}
      onChange={(event) => {
        onChange(event.target.value)
      }}
    />
  )
}
