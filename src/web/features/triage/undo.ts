import type { ItemAction, ItemSummary, ItemView } from '../../shared/api/types.ts'

/** One request that takes a step back. It goes through only as long as nobody has done anything else with the item. */
export interface Undoing {
  readonly item: Pick<ItemSummary, 'id' | 'version' | 'receiptNumber' | 'target'>
  readonly action: Extract<ItemAction, 'claim' | 'release' | 'route' | 'return'>
  readonly body: Readonly<Record<string, unknown>>
}

/** Stands in the history of the item. */
const TAKEN_BACK = 'Zustellung zurückgenommen'

/** How a step is taken back; none for steps that stay, such as filing and cancelling. */
export function inverseOf(
  before: Pick<ItemSummary, 'target'>,
  action: ItemAction,
  after: Pick<ItemView, 'id' | 'version' | 'receiptNumber' | 'target'>,
): readonly Undoing[] {
  if (action === 'claim') return [{ item: after, action: 'release', body: {} }]
  if (action === 'release') return [{ item: after, action: 'claim', body: {} }]
  const hasMoved = after.target !== null && !isSame(before.target, after.target)
  if ((action !== 'route' && action !== 'confirm') || !hasMoved) return []
  return before.target === null
    ? [{ item: after, action: 'return', body: { reason: TAKEN_BACK } }]
    : [{ item: after, action: 'route', body: { ...before.target } }]
}

type Target = NonNullable<ItemSummary['target']>

function isSame(before: Target | null, after: Target): boolean {
  return before?.orgUnitId === after.orgUnitId && before.caseFileId === after.caseFileId
}
