import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { DayClosing } from '../../shared/api/types.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { TextField } from '../../shared/ui/field.tsx'
import { FormDialog } from '../../shared/ui/form-dialog.tsx'
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
    <FormDialog
      title={words.reopenTitle(closing.serial)}
      error={reopening.error}
      pending={reopening.isPending}
      submitLabel={words.reopen}
      onSubmit={() => {
        setMissing(reason.trim() === '')
        if (reason.trim() !== '') reopening.mutate()
      }}
      onClose={onClose}
    >
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
    </FormDialog>
  )
}
