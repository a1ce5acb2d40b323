import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { DISPOSAL_KEY } from './disposal-api.ts'

/** Changes something of disposal, says so, and reads anew what the page shows. */
export function useDisposalChange<Input, Output>(
  change: (input: Input) => Promise<Output>,
  onDone?: (output: Output) => void,
) {
  const { common } = useTexts()
  const client = useQueryClient()
  const announce = useAnnounce()
  return useMutation({
    mutationFn: change,
    onSuccess: (output) => {
      announce(common.saved)
      onDone?.(output)
    },
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: DISPOSAL_KEY })
      await client.invalidateQueries({ queryKey: ['filing-plan'] })
    },
  })
}
