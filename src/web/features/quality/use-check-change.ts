import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { QUALITY_KEY } from './quality-api.ts'

/** Changes a check, says so, and reads the queue anew. */
export function useCheckChange<Input>(
  change: (input: Input) => Promise<unknown>,
  said: (input: Input) => string,
  onDone: () => void,
) {
  const texts = useTexts()
  const client = useQueryClient()
  const announce = useAnnounce()
  return useMutation({
    mutationFn: change,
    onSuccess: (_output, input) => {
      announce(said(input))
      onDone()
    },
    onError: (error) => {
      announce(problemText(error, texts), 'danger')
    },
    onSettled: async () => client.invalidateQueries({ queryKey: QUALITY_KEY }),
  })
}
