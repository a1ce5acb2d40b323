import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useAnnounce } from '../live.tsx'

/** A change of who may see something: everything on the page may look different afterwards, or be gone. */
export function useAccessChange<Input>(
  change: (input: Input) => Promise<void>,
  message: string,
  onDone?: () => void,
) {
  const client = useQueryClient()
  const announce = useAnnounce()
  return useMutation({
    mutationFn: change,
    onSuccess: () => {
      announce(message)
      onDone?.()
    },
    onSettled: async () => client.invalidateQueries(),
  })
}
