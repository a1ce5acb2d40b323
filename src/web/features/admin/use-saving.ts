import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { ApiError } from '../../shared/api/client.ts'
import { addRecord, changeRecord, type Collection } from './admin-api.ts'

export interface Change {
  /** The record to change; a new one is added when absent. */
  readonly record?: { readonly id: string; readonly version: number } | undefined
  readonly body: unknown
}

/** Adds or changes a record of one collection, says so, and reads the collection again. */
export function useSaving(collection: Collection, onSaved?: () => void) {
  const texts = useTexts()
  const client = useQueryClient()
  const announce = useAnnounce()
  const saving = useMutation({
    mutationFn: async ({ record, body }: Change) =>
      record === undefined ? addRecord(collection, body) : changeRecord(collection, record, body),
    onSuccess: () => {
      announce(texts.common.saved)
      onSaved?.()
    },
    onError: (error) => {
      announce(problemText(error, texts), 'danger')
    },
    onSettled: async () => client.invalidateQueries({ queryKey: [collection] }),
  })
  return { ...saving, faultOf: (path: string) => faultOf(saving.error, path) }
}

export function faultOf(error: Error | null, path: string): string | undefined {
  if (!(error instanceof ApiError)) return undefined
  return error.faults.find((fault) => fault.path === path)?.message
}
