import { useMutation, useQueryClient } from '@tanstack/react-query'
import { actOnItem } from '../../shared/api/resources.ts'
import type { ConfirmRequest, ItemAction, ItemView } from '../../shared/api/types.ts'
import { refreshItemLists } from '../../shared/item-lists.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { isStale } from '../../shared/problems.ts'
import { inverseOf, type Undoing } from './undo.ts'

export interface Step {
  readonly action: ItemAction
  readonly body?: unknown
  /** Body of a `confirm` that must come first: only confirmed items can be filed. */
  readonly confirmFirst?: ConfirmRequest | undefined
  /** Said when it has worked. */
  readonly message: string
  /** True when the item leaves the desk and the next one is opened. */
  readonly leaves: boolean
}

/** Does one step with the item, says so, and goes on when the item has left the desk. */
export function useItemSteps(
  item: ItemView,
  onLeft: () => void,
  onUndoable: (undoings: readonly Undoing[]) => void,
) {
  const client = useQueryClient()
  const announce = useAnnounce()
  const { done } = useTexts().triage
  const refresh = () => {
    void refreshItemLists(client, [item.id])
    for (const key of [['item', item.id], ['item-history', item.id], ['case-files']]) {
      void client.invalidateQueries({ queryKey: key })
    }
  }
  return useMutation({
    mutationFn: async ({ action, body, confirmFirst }: Step) => {
      const current = confirmFirst === undefined ? item : await actOnItem(item, 'confirm', confirmFirst)
      return actOnItem(current, action, body)
    },
    onSuccess: (after, step) => {
      announce(step.message)
      onUndoable(inverseOf(item, step.action, after))
      if (step.leaves) onLeft()
      refresh()
    },
    onError: (error) => {
      // Also after other failures: the confirmation before may have gone through.
      refresh()
      if (isStale(error)) announce(done.changedElsewhere, 'warning')
    },
  })
}

export type ItemSteps = ReturnType<typeof useItemSteps>
