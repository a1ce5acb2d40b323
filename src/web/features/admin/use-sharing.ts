import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { faultOf } from './use-saving.ts'

/** Lists that an act of sharing can change. */
const CHANGED = ['publications', 'document-types', 'routing-rules']

/** An act of sharing; says how it ended and reads anew what it may have changed. */
export function useSharing(act: () => Promise<void>, done: string, onDone?: () => void) {
  const texts = useTexts()
  const client = useQueryClient()
  const announce = useAnnounce()
  const sharing = useMutation({
    mutationFn: act,
    onSuccess: () => {
      announce(done)
      onDone?.()
    },
    onError: (error) => {
      announce(faultOf(error, 'sourceId') ?? problemText(error, texts), 'danger')
    },
    onSettled: async () =>
      Promise.all(CHANGED.map(async (key) => client.invalidateQueries({ queryKey: [key] }))),
  })
  return { ...sharing, faultOf: (path: string) => faultOf(sharing.error, path) }
}
