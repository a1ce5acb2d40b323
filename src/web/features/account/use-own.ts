import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'

/** Ends something of the own account, says so, and reads the lists again. */
export function useEnding(end: (id: string) => Promise<void>, done: string) {
  const texts = useTexts()
  const client = useQueryClient()
  const announce = useAnnounce()
  return useMutation({
    mutationFn: end,
    onSuccess: () => {
      announce(done)
    },
    onError: (error) => {
      announce(problemText(error, texts), 'danger')
    },
    onSettled: async () => client.invalidateQueries({ queryKey: ['account'] }),
  })
}
