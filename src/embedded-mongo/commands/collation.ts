import { type Document, field, isDocument, isEmptyDocument } from '../bson/document.ts'
import { notSupported } from '../errors.ts'

/** Refuses every collation but the binary comparison that is done anyway. */
export function refuseCollation(from: Document): void {
  const collation = field(from, 'collation')
  if (collation === undefined || collation === null) return
  const simple = isDocument(collation) && (isEmptyDocument(collation) || collation['locale'] === 'simple')
  if (!simple) throw notSupported('collation')
}
