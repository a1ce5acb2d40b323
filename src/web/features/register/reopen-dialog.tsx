import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { DayClosing } from '../../shared/api/types.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'
import { TextField } from '../../shared/ui/field.tsx'
import { reopenDay } from './register-api.ts'

/** Taking a signature back needs a reason, which stays with it. */
export function ReopenDialog({ closing, onClose }: { closing: DayClosing; onClose: () => void }) {
  const texts = useTexts()
  const words = texts.closing
  const client = useQueryClient()
  const announce = useAnnounce()
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const reopening = useMutation({
    mutationFn: async () => reopenDay(closing.id, reason.trim()),
    onSuccess: () => {
      announce(words.reopenedNow(closing.serial))
      onClose()
    },
    onSettled: async () => client.invalidateQueries({ queryKey: ['day-closings'] }),
  })
  return (
    <Dialog title={words.reopenTitle(closing.serial)} onClose={onClose}>
      <form
        className="stack stack--wide"
        onSubmit={(event) => {
          event.preventDefault()
          setMissing(reason.trim() === '')
          if (reason.trim() !== '') reopening.mutate()
        }}
      >
        {reopening.isError && <Alert tone="danger" urgent title={problemText(reopening.error, texts)} />}
        <TextField
          label={texts.triage.reasonDialog.reason}
          hint={words.reopenHint}
          required
          maxLength={500}
          data-autofocus
          error={missing ? texts.triage.reasonDialog.missing : undefined}
          value={reason}
          onChange={(event) => {
            setReason(event.target.value)
          }}
        />
        <div className="button-row">
          <Button kind="primary" type="submit" disabled={reopening.isPending}>
            {words.reopen}
          </Button>
          <Button onClick={onClose}>{texts.common.cancel}</Button>
        </div>
      </form>
    </Dialog>
  )
}
