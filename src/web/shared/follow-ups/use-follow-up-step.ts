import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useAnnounce } from '../live.tsx'

/** Does one step with a request, says so, and has everything read again that shows it. */
export function useFollowUpStep<Saved, Input = void>(
  step: (input: Input) => Promise<Saved>,
  { message, onSaved }: { readonly message?: string; readonly onSaved?: (saved: Saved) => void },
) {
  const client = useQueryClient()
  const announce = useAnnounce()
  return useMutation({
    mutationFn: step,
    onSuccess: (saved) => {
      if (message !== undefined) announce(message)
      onSaved?.(saved)
    },
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ['desk'] })
      await client.invalidateQueries({ queryKey: ['item-history'] })
      await client.invalidateQueries({ queryKey: ['case-file'] })
    },
  })
}
