import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ApiError } from '../../shared/api/client.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { changeFile, type FileChanges } from './files-api.ts'

/** One kind of change of a case file: makes it, says so, and reads the file again. */
export function useFileChange<Kind extends keyof FileChanges>(
  caseFileId: string,
  kind: Kind,
  onDone?: () => void,
) {
  const { common } = useTexts()
  const client = useQueryClient()
  const announce = useAnnounce()
  const change = useMutation({
    mutationFn: async (body: FileChanges[Kind]) => changeFile(caseFileId, kind, body),
    onSuccess: () => {
      announce(common.saved)
      onDone?.()
    },
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ['case-file'] })
      await client.invalidateQueries({ queryKey: ['procedures', caseFileId] })
    },
  })
  const faultOf = (path: string) =>
    change.error instanceof ApiError
      ? change.error.faults.find((fault) => fault.path === path)?.message
      : undefined
  return { ...change, faultOf }
}
