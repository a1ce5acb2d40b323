import type { ItemSummary } from '../../shared/api/types.ts'

/** So many items are worked on in one go at most: what is more nobody has looked at. */
export const MAX_SELECTED = 200

/** Ids of the chosen items. */
export type Selection = ReadonlySet<string>

type Listed = Pick<ItemSummary, 'id'>

export function toggled(selection: Selection, id: string): Selection {
  const next = new Set(selection)
  if (next.delete(id)) return next
  return selection.size < MAX_SELECTED ? next.add(id) : selection
}

/** With all from one item to the other, both included, whichever comes first. */
export function withRange(
  selection: Selection,
  items: readonly Listed[],
  fromId: string | undefined,
  toId: string,
): Selection {
  const to = items.findIndex(({ id }) => id === toId)
  const found = items.findIndex(({ id }) => id === fromId)
  const from = found === -1 ? to : found
  const range = items.slice(Math.min(from, to), Math.max(from, to) + 1)
  return limited([...selection, ...range.map(({ id }) => id)])
}

/** The first ones of the list, as many as may be chosen. */
export function allOf(items: readonly Listed[]): Selection {
  return limited(items.map(({ id }) => id))
}

function limited(ids: readonly string[]): Selection {
  return new Set([...new Set(ids)].slice(0, MAX_SELECTED))
}

/** The chosen items as they are now, in the order of the list; what has left the list is chosen no more. */
export function chosenItems<T extends Listed>(items: readonly T[], selection: Selection): readonly T[] {
  return selection.size === 0 ? [] : items.filter(({ id }) => selection.has(id))
}
