import type { IncomingItem } from '../intake/incoming-item.ts'

/** What stays of an item whose documents are destroyed: enough that the register has no gap and says why nothing is there. */
export interface ItemDisposal {
  readonly at: string
  /** The run, as people cite it. */
  readonly serial: number
  /** Ids of what was destroyed: a check must not take them for lost. */
  readonly documentIds: readonly string[]
}

/** Who wrote, of what and to whom goes; number, way, time of arrival and unit stay. */
export function disposedItem(item: IncomingItem, disposal: ItemDisposal): IncomingItem {
  const {
    subject: _subject,
    sender: _sender,
    note: _note,
    verifiedSender: _verified,
    arrival: _arrival,
    claim: _claim,
    duplicates: _duplicates,
    closure: _closure,
    target,
    ...kept
  } = item
  return {
    ...kept,
    ...(target === undefined ? {} : { target: { orgUnitId: target.orgUnitId } }),
    state: 'done',
    documentIds: [],
    disposal,
  }
}
