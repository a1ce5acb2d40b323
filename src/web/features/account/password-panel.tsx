import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'
import { TextField } from '../../shared/ui/field.tsx'
import { changePassword } from './account-api.ts'
import { faultOf, hasFaults } from './step-form.tsx'

/** The server's rule, told before the trip. */
const MIN_PASSWORD_LENGTH = 12
const EMPTY = { current: '', next: '', again: '' }
type Draft = typeof EMPTY

export function PasswordPanel({ username }: { username: string }) {
  const texts = useTexts()
  const words = texts.account.password
  const [draft, setDraft] = useState(EMPTY)
  const [checked, setChecked] = useState(false)
  const change = useChange(() => {
    setDraft(EMPTY)
    setChecked(false)
  })
  const faults = useFaults(draft)
  const errorOf = (field: keyof Draft, path: string) =>
    (checked ? faults[field] : undefined) ?? faultOf(change.error, path)
  const field = (name: keyof Draft) => ({
    type: 'password',
    value: draft[name],
    onChange: (event: { target: { value: string } }) => {
      setDraft({ ...draft, [name]: event.target.value })
    },
  })
  return (
    <section className="account-page__part" aria-labelledby="konto-passwort">
      <h2 id="konto-passwort">{words.title}</h2>
      <p>{words.intro}</p>
      <form
        className="stack account-page__form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setChecked(true)
          if (Object.values(faults).every((fault) => fault === undefined)) change.mutate(draft)
        }}
      >
        {change.isError && !hasFaults(change.error) && (
          <Alert tone="danger" urgent title={problemText(change.error, texts)} />
        )}
        <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
        <TextField
          label={words.current}
          autoComplete="current-password"
          error={errorOf('current', 'currentPassword')}
          {...field('current')}
        />
        <TextField
          label={words.next}
          hint={words.nextHint}
          autoComplete="new-password"
          error={errorOf('next', 'newPassword')}
          {...field('next')}
        />
        <TextField
          label={words.again}
          autoComplete="new-password"
          error={checked ? faults.again : undefined}
          {...field('again')}
        />
        <Button kind="primary" type="submit" disabled={change.isPending}>
          {words.submit}
        </Button>
      </form>
    </section>
  )
}

function useChange(onDone: () => void) {
  const { account } = useTexts()
  const announce = useAnnounce()
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ current, next }: Draft) => changePassword(current, next),
    onSuccess: async () => {
      announce(account.password.done)
      onDone()
      await client.invalidateQueries({ queryKey: ['account'] })
    },
  })
}

function useFaults(draft: Draft): Readonly<Record<keyof Draft, string | undefined>> {
  const words = useTexts().account.password
  return {
    current: draft.current === '' ? words.missing : undefined,
    next: draft.next.length < MIN_PASSWORD_LENGTH ? words.tooShort : undefined,
    again: draft.again === draft.next ? undefined : words.differs,
  }
}
