import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'
import { TextField } from '../../shared/ui/field.tsx'
import { closeDay } from './register-api.ts'

/** Signing off the day; while something waits only with a reason. */
export function SignForm({ needsReason }: { needsReason: boolean }) {
  const texts = useTexts()
  const { closing } = texts
  const client = useQueryClient()
  const announce = useAnnounce()
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const signing = useMutation({
    mutationFn: async () => closeDay(reason.trim()),
    onSuccess: ({ serial }) => {
      setReason('')
      announce(closing.signed(serial))
    },
    onSettled: async () => client.invalidateQueries({ queryKey: ['day-closings'] }),
  })
  return (
    <form
      className="closing__sign stack"
      onSubmit={(event) => {
        event.preventDefault()
        const isMissing = needsReason && reason.trim() === ''
        setMissing(isMissing)
        if (!isMissing) signing.mutate()
      }}
    >
      {signing.isError && <Alert tone="danger" urgent title={problemText(signing.error, texts)} />}
      {needsReason && (
        <TextField
          label={closing.reason}
          hint={closing.reasonHint}
          required
          maxLength={500}
          error={missing ? texts.triage.reasonDialog.missing : undefined}
          value={reason}
          onChange={(event) => {
            setReason(event.target.value)
          }}
        />
      )}
      <div className="button-row">
        <Button kind="primary" type="submit" icon="check" disabled={signing.isPending}>
          {closing.sign}
        </Button>
      </div>
    </form>
  )
}
