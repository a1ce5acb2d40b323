import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { actOnItem } from '../../shared/api/resources.ts'
import { refreshItemLists } from '../../shared/item-lists.ts'
import { runBulk, type BulkItem, type BulkResult, type BulkStep } from './bulk.ts'

export interface FinishedBulk extends BulkResult {
  readonly step: BulkStep
}

export interface BulkRun {
  /** How far a running one is. */
  readonly progress: { readonly finished: number; readonly total: number } | undefined
  readonly result: FinishedBulk | undefined
  readonly start: (items: readonly BulkItem[], step: BulkStep) => Promise<FinishedBulk>
  /** After the item that is being worked on; what is done stays done. */
  readonly stop: () => void
  readonly forget: () => void
}

/** Does one step with many items and keeps what came of it. */
export function useBulk(): BulkRun {
  const client = useQueryClient()
  const [progress, setProgress] = useState<BulkRun['progress']>()
  const [result, setResult] = useState<FinishedBulk>()
  const isStopped = useRef(false)
  return {
    progress,
    result,
    async start(items, step) {
      isStopped.current = false
      setResult(undefined)
      setProgress({ finished: 0, total: items.length })
      const finished = await runBulk(items, step, {
        act: actOnItem,
        onProgress: (count) => {
          setProgress({ finished: count, total: items.length })
        },
        isStopped: () => isStopped.current,
      })
      setProgress(undefined)
      const kept = { ...finished, step }
      setResult(kept)
      void refreshItemLists(
        client,
        items.map(({ id }) => id),
      )
      void client.invalidateQueries({ queryKey: ['item'] })
      return kept
    },
    stop() {
      isStopped.current = true
    },
    forget() {
      setResult(undefined)
    },
  }
}
