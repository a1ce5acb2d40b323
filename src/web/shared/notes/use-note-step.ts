import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useAnnounce } from '../live.tsx'

/** Does one step with a note, says so, and has everything read again that shows it. */
export function useNoteStep<Input = void>(
  step: (input: Input) => Promise<unknown>,
  { message, onSaved }: { readonly message: string; readonly onSaved: () => void },
) {
  const client = useQueryClient()
  const announce = useAnnounce()
  return useMutation({
    mutationFn: step,
    onSuccess: () => {
      announce(message)
      onSaved()
    },
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ['desk'] })
      await client.invalidateQueries({ queryKey: ['item-history'] })
      await client.invalidateQueries({ queryKey: ['case-file'] })
    },
  })
}
