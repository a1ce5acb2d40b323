import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError } from '../../shared/api/client.ts'
import { signIn } from '../../shared/api/resources.ts'
import type { SessionView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'
import { TextField } from '../../shared/ui/field.tsx'

interface Properties {
  readonly username?: string
  readonly onSignedIn: (session: SessionView) => void
}

export function SignInForm({ username: knownName = '', onSignedIn }: Properties) {
  const texts = useTexts()
  const words = texts.common.signIn
  const [username, setUsername] = useState(knownName)
  const [password, setPassword] = useState('')
  const [oneTimeCode, setOneTimeCode] = useState('')
  const [shown, setShown] = useState(false)
  const attempt = useMutation({
    mutationFn: async () => signIn(username.trim(), password, oneTimeCode.trim()),
    onSuccess: onSignedIn,
  })
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        attempt.mutate()
      }}
    >
      {attempt.isError && <Alert tone="danger" urgent title={failureText(attempt.error)} />}
      <TextField
        label={words.username}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        readOnly={knownName !== ''}
        value={username}
        onChange={(event) => {
          setUsername(event.target.value)
        }}
      />
      <TextField
        label={words.password}
        name="password"
        type={shown ? 'text' : 'password'}
        autoComplete="current-password"
        required
        data-autofocus={knownName === '' ? undefined : true}
        value={password}
        onChange={(event) => {
          setPassword(event.target.value)
        }}
      />
      <Button
        kind="tertiary"
        className="button--small"
        icon={shown ? 'eye-off' : 'eye'}
        aria-pressed={shown}
        onClick={() => {
          setShown(!shown)
        }}
      >
        {shown ? words.hidePassword : words.showPassword}
      </Button>
      <TextField
        label={words.oneTimeCode}
        hint={words.oneTimeCodeHint}
        name="oneTimeCode"
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        required={false}
        value={oneTimeCode}
        onChange={(event) => {
          setOneTimeCode(event.target.value)
        }}
      />
      <Button kind="primary" type="submit" disabled={attempt.isPending} className="kern-btn--block">
        {attempt.isPending ? words.running : words.submit}
      </Button>
    </form>
  )

  function failureText(error: Error): string {
    return error instanceof ApiError && error.status === 401 ? words.failed : problemText(error, texts)
  }
}
