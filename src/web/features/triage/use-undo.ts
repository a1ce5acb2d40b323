import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { actOnItem } from '../../shared/api/resources.ts'
import { refreshItemLists } from '../../shared/item-lists.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import type { Undoing } from './undo.ts'

/** So many steps can be taken back, the last one first. */
const MAX_STEPS = 20

export interface UndoPile {
  /** Remembers how one step is taken back; a step for many items has many parts. */
  readonly push: (undoings: readonly Undoing[]) => void
  /** Takes back the last step, or the given one. */
  readonly undo: (step?: readonly Undoing[]) => void
  readonly has: (step: readonly Undoing[]) => boolean
}

/** The steps of this person on this page that can be taken back. */
export function useUndoPile(): UndoPile {
  const client = useQueryClient()
  const announce = useAnnounce()
  const texts = useTexts()
  const { undo: words } = texts.triage
  const [pile, setPile] = useState<readonly (readonly Undoing[])[]>([])
  const isRunning = useRef(false)
  const push = useCallback((undoings: readonly Undoing[]) => {
    if (undoings.length > 0) setPile((before) => [undoings, ...before].slice(0, MAX_STEPS))
  }, [])

  const takeBack = async (undoings: readonly Undoing[]): Promise<void> => {
    let failure: unknown
    let undone = 0
    for (const { item, action, body } of undoings) {
      try {
        await actOnItem(item, action, body)
        undone += 1
      } catch (error) {
        failure = error
      }
    }
    const [first] = undoings
    if (undone > 0) announce(undone === 1 && first ? words.one(first.item.receiptNumber) : words.many(undone))
    if (failure !== undefined)
      announce(words.failed(undoings.length - undone, problemText(failure, texts)), 'danger')
    void refreshItemLists(
      client,
      undoings.map(({ item }) => item.id),
    )
    void client.invalidateQueries({ queryKey: ['item'] })
    void client.invalidateQueries({ queryKey: ['item-history'] })
  }

  const undo = (step = pile[0]): void => {
    if (isRunning.current) return
    if (step === undefined) {
      announce(words.nothing, 'info')
      return
    }
    isRunning.current = true
    setPile((before) => before.filter((one) => one !== step))
    void takeBack(step).finally(() => {
      isRunning.current = false
    })
  }
  return { push, undo, has: (step) => pile.includes(step) }
}
