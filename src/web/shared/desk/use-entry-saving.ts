import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { DeskEntryView } from '../api/types.ts'
import { useAnnounce } from '../live.tsx'
import { DESK_KEY } from './desk-api.ts'

/** Does one step with an entry, says so, and has everything read again that shows entries. */
export function useEntrySaving<Input = void>(
  save: (input: Input) => Promise<DeskEntryView>,
  message: (saved: DeskEntryView) => string,
  onSaved?: () => void,
) {
  const client = useQueryClient()
  const announce = useAnnounce()
  return useMutation({
    mutationFn: save,
    onSuccess: (saved) => {
      announce(message(saved))
      onSaved?.()
    },
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: DESK_KEY })
      await client.invalidateQueries({ queryKey: ['item-history'] })
      await client.invalidateQueries({ queryKey: ['case-file'] })
    },
  })
}
