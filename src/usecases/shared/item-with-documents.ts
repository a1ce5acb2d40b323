import type { StoredDocument } from '../../domain/intake/document.ts'
import type { IncomingItem } from '../../domain/intake/incoming-item.ts'

/** An item and its documents in order; the first one leads. */
export interface ItemWithDocuments {
  readonly item: IncomingItem
  readonly documents: readonly StoredDocument[]
}
