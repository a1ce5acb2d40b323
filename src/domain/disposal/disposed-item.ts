import type { IncomingItem, ItemDisposal } from '../intake/incoming-item.ts'

/** Who wrote, of what and to whom goes; number, way, time of arrival and unit stay. */
export function disposedItem(item: IncomingItem, disposal: ItemDisposal): IncomingItem {
  const {
    subject: _subject,
    sender: _sender,
    note: _note,
    followUp: _followUp,
    verifiedSender: _verified,
    arrival: _arrival,
    claim: _claim,
    handOver: _handOver,
    duplicates: _duplicates,
    closure: _closure,
    outgoing,
    target,
    ...kept
  } = item
  return {
    ...kept,
    ...(target === undefined ? {} : { target: { orgUnitId: target.orgUnitId } }),
    // A letter of the city stays out of the register of mail; to whom it went is told no more.
    ...(outgoing === undefined ? {} : { outgoing: { ...outgoing, recipient: '' } }),
    state: outgoing === undefined ? 'done' : 'dispatched',
    documentIds: [],
    disposal,
  }
}
