import type { StoredObject } from '../../domain/intake/document.ts'

/** Stored bytes on their way out. The last chunk comes only when size and hash are right. */
export interface OpenedObject {
  readonly object: StoredObject
  /** Clean name for a download. */
  readonly filename: string
  readonly content: AsyncIterable<Uint8Array>
}
