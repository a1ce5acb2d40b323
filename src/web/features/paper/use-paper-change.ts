import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { PAPER_KEY } from './paper-api.ts'

/** Changes something of the paper store, says so, and reads anew what the page shows. */
export function usePaperChange<Input, Output>(
  change: (input: Input) => Promise<Output>,
  onDone?: (output: Output) => void,
) {
  const texts = useTexts()
  const client = useQueryClient()
  const announce = useAnnounce()
  return useMutation({
    mutationFn: change,
    onSuccess: (output) => {
      announce(texts.common.saved)
      onDone?.(output)
    },
    onError: (error) => {
      announce(problemText(error, texts), 'danger')
    },
    onSettled: async () => client.invalidateQueries({ queryKey: PAPER_KEY }),
  })
}
