import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { TokenScope } from '../../shared/api/types.ts'
import { endOfDay } from '../../shared/city-time.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useNowMs } from '../../shared/now.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'
import { Check, FieldError, TextField } from '../../shared/ui/field.tsx'
import { createToken } from './account-api.ts'

const SCOPES: readonly TokenScope[] = ['intake', 'read', 'write']

/** Asks what the token is for, and then shows it: this once. */
export function TokenForm({ onClose }: { onClose: () => void }) {
  const words = useTexts().account.tokens
  const client = useQueryClient()
  const creation = useMutation({
    mutationFn: createToken,
    onSettled: async () => client.invalidateQueries({ queryKey: ['account'] }),
  })
  if (creation.isSuccess) {
    return (
      <Dialog title={words.shownTitle} onClose={onClose} closable={false} wide>
        <ShownToken token={creation.data.token} onClose={onClose} />
      </Dialog>
    )
  }
  return (
    <Dialog title={words.create} onClose={onClose} wide>
      <Questions
        error={creation.error}
        pending={creation.isPending}
        onSubmit={creation.mutate}
        onClose={onClose}
      />
    </Dialog>
  )
}

interface QuestionProperties {
  readonly error: Error | null
  readonly pending: boolean
  readonly onSubmit: (token: Parameters<typeof createToken>[0]) => void
  readonly onClose: () => void
}

function Questions({ error, pending, onSubmit, onClose }: QuestionProperties) {
  const texts = useTexts()
  const words = texts.account.tokens
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<readonly TokenScope[]>(['intake'])
  const [lastDay, setLastDay] = useState('')
  const [checked, setChecked] = useState(false)
  const nowMs = useNowMs()
  const expiresAt = lastDay === '' ? undefined : endOfDay(lastDay)
  const isPast = expiresAt !== undefined && Date.parse(expiresAt) <= nowMs
  const submit = () => {
    setChecked(true)
    if (name.trim() === '' || scopes.length === 0 || isPast) return
    onSubmit({ name: name.trim(), scopes, ...(expiresAt !== undefined && { expiresAt }) })
  }
  return (
    <form
      className="stack stack--wide"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {error !== null && <Alert tone="danger" urgent title={problemText(error, texts)} />}
      <TextField
        label={words.name}
        hint={words.nameHint}
        data-autofocus
        maxLength={100}
        error={checked && name.trim() === '' ? words.missingName : undefined}
        value={name}
        onChange={(event) => {
          setName(event.target.value)
        }}
      />
      <ScopeChoice scopes={scopes} onChange={setScopes} isMissing={checked && scopes.length === 0} />
      <TextField
        label={words.expires}
        hint={words.expiresHint}
        type="date"
        required={false}
        error={checked && isPast ? words.invalidDay : undefined}
        value={lastDay}
        onChange={(event) => {
          setLastDay(event.target.value)
        }}
      />
      <div className="button-row">
        <Button kind="primary" type="submit" disabled={pending}>
          {words.create}
        </Button>
        <Button onClick={onClose}>{texts.common.cancel}</Button>
      </div>
    </form>
  )
}

interface ScopeProperties {
  readonly scopes: readonly TokenScope[]
  readonly onChange: (scopes: readonly TokenScope[]) => void
  readonly isMissing: boolean
}

function ScopeChoice({ scopes, onChange, isMissing }: ScopeProperties) {
  const words = useTexts().account.tokens
  return (
    <fieldset className="choice">
      <legend className="kern-label">{words.scopes}</legend>
      {SCOPES.map((scope) => (
        <Check
          key={scope}
          label={words.scope[scope]}
          checked={scopes.includes(scope)}
          onChange={(event) => {
            const others = scopes.filter((one) => one !== scope)
            onChange(event.target.checked ? [...others, scope] : others)
          }}
        />
      ))}
      {isMissing && <FieldError>{words.missingScope}</FieldError>}
    </fieldset>
  )
}

function ShownToken({ token, onClose }: { token: string; onClose: () => void }) {
  const words = useTexts().account.tokens
  const announce = useAnnounce()
  const copy = async () => {
    await navigator.clipboard.writeText(token)
    announce(words.copied)
  }
  return (
    <div className="stack stack--wide">
      <p role="status">{words.shownBody}</p>
      <code className="account-page__secret">{token}</code>
      <div className="button-row">
        {'clipboard' in navigator && <Button onClick={() => void copy()}>{words.copy}</Button>}
        <Button kind="primary" data-autofocus onClick={onClose}>
          {words.shownDone}
        </Button>
      </div>
    </div>
  )
}
