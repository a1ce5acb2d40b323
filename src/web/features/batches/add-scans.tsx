import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { BatchView } from '../../shared/api/types.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { Alert } from '../../shared/ui/feedback.tsx'
import { FileDrop } from '../../shared/ui/file-drop.tsx'
import { sendScans } from './batches-api.ts'

/** Takes scans into the batch; what it has already is told. */
export function AddScans({ batch }: { batch: BatchView }) {
  const texts = useTexts()
  const { add } = texts.batches
  const client = useQueryClient()
  const announce = useAnnounce()
  const [share, setShare] = useState(0)
  const sending = useMutation({
    mutationFn: async (files: readonly File[]) => sendScans(batch.id, files, setShare),
    onMutate: () => {
      setShare(0)
    },
    onSuccess: ({ scans }) => {
      announce(add.done(scans.filter(({ known }) => !known).length))
    },
    onSettled: async () => client.invalidateQueries({ queryKey: ['items', 'batch', batch.id] }),
  })
  const known = sending.data?.scans.filter((scan) => scan.known) ?? []
  return (
    <section aria-labelledby="hinzufuegen">
      <h2 className="kern-heading-small" id="hinzufuegen">
        {add.title}
      </h2>
      <FileDrop
        label={add.label}
        title={add.drop}
        hint={add.hint}
        error={sending.isError ? problemText(sending.error, texts) : undefined}
        onFiles={(files) => {
          if (files.length === 0) return
          if (sending.isPending) announce(add.wait, 'warning')
          else sending.mutate(files)
        }}
      />
      {sending.isPending && <p role="status">{add.sending(Math.round(share * 100))}</p>}
      {known.length > 0 && (
        <Alert tone="info" title={add.known(known.map(({ filename }) => filename).join(', '))} />
      )}
    </section>
  )
}
