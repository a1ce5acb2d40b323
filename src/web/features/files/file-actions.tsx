import { useMutation, useQueryClient } from '@tanstack/react-query'
import { changeCaseFile } from '../../shared/api/resources.ts'
import type { CaseFileView } from '../../shared/api/types.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { useMay } from '../../shared/session.tsx'
import { Button } from '../../shared/ui/button.tsx'

/** Closing and reopening. */
export function FileActions({ file }: { file: CaseFileView }) {
  const texts = useTexts()
  const { files } = texts
  const may = useMay()
  const client = useQueryClient()
  const announce = useAnnounce()
  const { mutate, isPending } = useMutation({
    mutationFn: async (state: 'open' | 'closed') => changeCaseFile(file, { state }),
    onSuccess: (_nothing, state) => {
      announce(state === 'closed' ? files.closedNow : files.reopenedNow)
    },
    onError: (error) => {
      announce(problemText(error, texts), 'danger')
    },
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ['case-file', file.id] })
      await client.invalidateQueries({ queryKey: ['case-files'] })
    },
  })
  if (!may('files:edit')) return null
  const isOpen = file.state === 'open'
  return (
    <Button
      icon={isOpen ? 'lock' : 'folder-open'}
      disabled={isPending}
      onClick={() => {
        mutate(isOpen ? 'closed' : 'open')
      }}
    >
      {isOpen ? files.close : files.reopen}
    </Button>
  )
}
