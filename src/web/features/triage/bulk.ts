import { ApiError } from '../../shared/api/client.ts'
import type { ItemAction, ItemSummary, ItemView } from '../../shared/api/types.ts'
import { inverseOf, type Undoing } from './undo.ts'

export type BulkAction = Extract<ItemAction, 'claim' | 'route' | 'void' | 'return' | 'release'>

/** One step for many items: each is asked for by itself, with its version, as if a person had done it. */
export interface BulkStep {
  readonly action: BulkAction
  readonly body: Readonly<Record<string, unknown>>
}

export interface NotDone {
  readonly item: BulkItem
  /** What the server said; `undefined` for those that were not tried any more. */
  readonly error: unknown
}

export interface BulkResult {
  readonly done: readonly BulkItem[]
  readonly notDone: readonly NotDone[]
  /** Takes back what was done, where that is possible. */
  readonly undoings: readonly Undoing[]
}

export type BulkItem = Pick<ItemSummary, 'id' | 'version' | 'receiptNumber' | 'target'>

interface BulkParts {
  readonly act: (item: BulkItem, action: ItemAction, body: unknown) => Promise<ItemView>
  readonly onProgress: (finished: number) => void
  /** Asked before each item. */
  readonly isStopped: () => boolean
}

/** One after the other: all steps are written into one chain anyway. Ends early when the server cannot be reached. */
export async function runBulk(
  items: readonly BulkItem[],
  { action, body }: BulkStep,
  { act, onProgress, isStopped }: BulkParts,
): Promise<BulkResult> {
  const done: BulkItem[] = []
  const notDone: NotDone[] = []
  const undoings: Undoing[] = []
  let isCutOff = false
  for (const item of items) {
    if (isCutOff || isStopped()) {
      notDone.push({ item, error: undefined })
      continue
    }
    try {
      const after = await act(item, action, body)
      done.push(item)
      undoings.push(...inverseOf(item, action, after))
    } catch (error) {
      notDone.push({ item, error })
      isCutOff = error instanceof ApiError && (error.code === 'network' || error.status === 401)
    }
    onProgress(done.length + notDone.length)
  }
  return { done, notDone, undoings }
}
