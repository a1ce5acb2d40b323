import { useCallback, useMemo, useRef, useState } from 'react'
import type { ItemSummary } from '../../shared/api/types.ts'
import { allOf, chosenItems, toggled, withRange, type Selection } from './selection.ts'
import type { ViewName } from './views.ts'

const NOTHING: Selection = new Set()

export interface ItemSelection {
  readonly selection: Selection
  readonly chosen: readonly ItemSummary[]
  /** Adds an item or takes it away; with all since the last one that was added. */
  readonly toggle: (id: string, withRangeToLast: boolean) => void
  /** Adds both. */
  readonly extend: (fromId: string | undefined, toId: string) => void
  readonly chooseAll: () => void
  readonly clear: () => void
  readonly keep: (ids: readonly string[]) => void
}

/** The items that are chosen to be worked on together; every pile begins with none. */
export function useSelection(items: readonly ItemSummary[], view: ViewName): ItemSelection {
  const [state, setState] = useState({ view, selection: NOTHING })
  const selection = state.view === view ? state.selection : NOTHING
  const last = useRef<string>(undefined)
  const change = useCallback(
    (next: (before: Selection) => Selection) => {
      setState((before) => ({ view, selection: next(before.view === view ? before.selection : NOTHING) }))
    },
    [view],
  )
  const toggle = useCallback(
    (id: string, withRangeToLast: boolean) => {
      const from = last.current
      last.current = id
      change((before) => (withRangeToLast ? withRange(before, items, from, id) : toggled(before, id)))
    },
    [change, items],
  )
  const chosen = useMemo(() => chosenItems(items, selection), [items, selection])
  return {
    selection,
    chosen,
    toggle,
    extend(fromId, toId) {
      last.current = toId
      change((before) => withRange(before, items, fromId, toId))
    },
    chooseAll() {
      change(() => allOf(items))
    },
    clear() {
      change(() => NOTHING)
    },
    keep(ids) {
      change(() => new Set(ids))
    },
  }
}
