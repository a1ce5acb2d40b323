import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { BatchView } from '../../shared/api/types.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { TextField } from '../../shared/ui/field.tsx'
import { FormDialog } from '../../shared/ui/form-dialog.tsx'
import { closeBatch } from './batches-api.ts'
import { LedgerPanel } from './ledger-panel.tsx'

/** Shows the account once more; where it does not add up, a reason is asked for. */
export function CloseBatchDialog({ batch, onClose }: { batch: BatchView; onClose: () => void }) {
  const words = useTexts().batches.close
  const client = useQueryClient()
  const announce = useAnnounce()
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const needsReason = batch.ledger.differences.length > 0
  const closing = useMutation({
    mutationFn: async () => closeBatch(batch, reason.trim()),
    onSuccess: () => {
      announce(words.done(batch.number))
      onClose()
    },
    onSettled: async () => client.invalidateQueries({ queryKey: ['items'] }),
  })
  return (
    <FormDialog
      title={words.title(batch.number)}
      error={closing.error}
      pending={closing.isPending}
      wide
      submitLabel={words.button}
      onSubmit={() => {
        const isMissing = needsReason && reason.trim() === ''
        setMissing(isMissing)
        if (!isMissing) closing.mutate()
      }}
      onClose={onClose}
    >
      <LedgerPanel ledger={batch.ledger} />
      {needsReason && (
        <TextField
          label={words.reason}
          hint={words.reasonHint}
          required
          maxLength={500}
          data-autofocus
          error={missing ? words.missing : undefined}
          value={reason}
          onChange={(event) => {
            setReason(event.target.value)
          }}
        />
      )}
    </FormDialog>
  )
}
