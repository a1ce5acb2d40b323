import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { TextField } from '../../shared/ui/field.tsx'
import { removeSecondFactor } from './account-api.ts'
import { faultOf, StepForm } from './step-form.tsx'

export function RemoveFactorDialog({ onClose }: { onClose: () => void }) {
  const { password, secondFactor: words } = useTexts().account
  const announce = useAnnounce()
  const [current, setCurrent] = useState('')
  const [code, setCode] = useState('')
  const removal = useMutation({
    mutationFn: removeSecondFactor,
    onSuccess: () => {
      announce(words.removed)
      onClose()
    },
  })
  return (
    <Dialog title={words.remove} onClose={onClose} wide>
      <StepForm
        error={removal.error}
        pending={removal.isPending}
        onSubmit={() => {
          removal.mutate({ currentPassword: current, code })
        }}
        onClose={onClose}
      >
        <TextField
          label={password.current}
          type="password"
          autoComplete="current-password"
          data-autofocus
          error={faultOf(removal.error, 'currentPassword')}
          value={current}
          onChange={(event) => {
            setCurrent(event.target.value)
          }}
        />
        <TextField
          label={words.code}
          hint={words.codeHint}
          autoComplete="one-time-code"
          error={faultOf(removal.error, 'code')}
          value={code}
          onChange={(event) => {
            setCode(event.target.value)
          }}
        />
      </StepForm>
    </Dialog>
  )
}
