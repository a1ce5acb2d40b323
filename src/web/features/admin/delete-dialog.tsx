import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'
import type { Collection } from './admin-api.ts'

export interface DeleteWords {
  readonly delete: string
  readonly deleteTitle: (name: string) => string
  readonly deleteBody: string
}

interface Properties {
  readonly collection: Collection
  readonly name: string
  readonly words: DeleteWords
  readonly remove: () => Promise<void>
  readonly onClose: () => void
}

/** Asks once more before a record of a collection is deleted; stays open while it is not. */
export function DeleteDialog({ collection, name, words, remove, onClose }: Properties) {
  const texts = useTexts()
  const client = useQueryClient()
  const removal = useMutation({
    mutationFn: remove,
    onSuccess: onClose,
    onSettled: async () => client.invalidateQueries({ queryKey: [collection] }),
  })
  return (
    <Dialog title={words.deleteTitle(name)} onClose={onClose}>
      {removal.error !== null && <Alert tone="danger" urgent title={problemText(removal.error, texts)} />}
      <p className="kern-body">{words.deleteBody}</p>
      <div className="button-row">
        <Button
          kind="primary"
          disabled={removal.isPending}
          onClick={() => {
            removal.mutate()
          }}
        >
          {words.delete}
        </Button>
        <Button onClick={onClose} data-autofocus>
          {texts.common.cancel}
        </Button>
      </div>
    </Dialog>
  )
}
