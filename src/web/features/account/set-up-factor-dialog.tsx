import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { StartedSecondFactor } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { TextField } from '../../shared/ui/field.tsx'
import { confirmSecondFactor, startSecondFactor } from './account-api.ts'
import { faultOf, StepForm } from './step-form.tsx'

/** Password, then the code of the app, then the recovery codes. */
export function SetUpFactorDialog({ onClose }: { onClose: () => void }) {
  const words = useTexts().account.secondFactor
  const [started, setStarted] = useState<StartedSecondFactor>()
  const [codes, setCodes] = useState<readonly string[]>()
  return (
    <Dialog title={words.setUp} onClose={onClose} closable={codes === undefined} wide>
      {codes !== undefined ? (
        <RecoveryCodes codes={codes} onClose={onClose} />
      ) : started !== undefined ? (
        <AppStep started={started} onDone={setCodes} onClose={onClose} />
      ) : (
        <PasswordStep onDone={setStarted} onClose={onClose} />
      )}
    </Dialog>
  )
}

interface StepProperties<T> {
  readonly onDone: (result: T) => void
  readonly onClose: () => void
}

function PasswordStep({ onDone, onClose }: StepProperties<StartedSecondFactor>) {
  const { password } = useTexts().account
  const [current, setCurrent] = useState('')
  const start = useMutation({ mutationFn: startSecondFactor, onSuccess: onDone })
  return (
    <StepForm
      error={start.error}
      pending={start.isPending}
      onSubmit={() => {
        start.mutate(current)
      }}
      onClose={onClose}
    >
      <TextField
        label={password.current}
        type="password"
        autoComplete="current-password"
        data-autofocus
        error={faultOf(start.error, 'currentPassword')}
        value={current}
        onChange={(event) => {
          setCurrent(event.target.value)
        }}
      />
    </StepForm>
  )
}

function AppStep({
  started: { secret, qrCode },
  onDone,
  onClose,
}: StepProperties<readonly string[]> & { started: StartedSecondFactor }) {
  const words = useTexts().account.secondFactor
  const [code, setCode] = useState('')
  const confirm = useMutation({
    mutationFn: confirmSecondFactor,
    onSuccess: ({ recoveryCodes }) => {
      onDone(recoveryCodes)
    },
  })
  return (
    <StepForm
      error={confirm.error}
      pending={confirm.isPending}
      onSubmit={() => {
        confirm.mutate(code)
      }}
      onClose={onClose}
    >
      <p>{words.scan}</p>
      <img
        className="account-page__code"
        src={`data:image/svg+xml,${encodeURIComponent(qrCode)}`}
        alt={words.qrCode}
      />
      <p>{words.typeSecret}</p>
      <code className="account-page__secret">{secret}</code>
      <TextField
        label={words.code}
        hint={words.codeHint}
        inputMode="numeric"
        autoComplete="one-time-code"
        error={faultOf(confirm.error, 'code')}
        value={code}
        onChange={(event) => {
          setCode(event.target.value)
        }}
      />
    </StepForm>
  )
}

function RecoveryCodes({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const words = useTexts().account.secondFactor
  return (
    <div className="stack stack--wide">
      <p role="status">{words.recovery}</p>
      <ul className="account-page__codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <Button kind="primary" onClick={onClose}>
        {words.recoverySaved}
      </Button>
    </div>
  )
}
