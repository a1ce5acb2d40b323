import type { Actor } from '../domain/access/actor.ts'
import type { StoredDocument } from '../domain/intake/document.ts'
import type { RecognizedPage } from '../domain/recognition/page.ts'
import type { Repository } from './repository.ts'

/** Documents and their recognised pages. See `repository.ts` for what every call promises. */
export interface Documents extends Repository<StoredDocument> {
  /** Those of the ids that the actor may read, in the order of the ids. */
  findMany(actor: Actor, ids: readonly string[], signal: AbortSignal): Promise<StoredDocument[]>
  ofItem(actor: Actor, itemId: string, signal: AbortSignal): Promise<StoredDocument[]>
  ofCaseFile(actor: Actor, caseFileId: string, signal: AbortSignal): Promise<StoredDocument[]>
  /** Filed documents whose confirmed sender's reference is one of these, newest first. */
  filedUnder(
    actor: Actor,
    foreignReferences: readonly string[],
    limit: number,
    signal: AbortSignal,
  ): Promise<StoredDocument[]>
  /** Every document of the tenant in id order, for rebuilding what is derived; only for the system actor. */
  all(
    actor: Actor,
    afterId: string | undefined,
    limit: number,
    signal: AbortSignal,
  ): Promise<StoredDocument[]>

  /** Stores or replaces one recognised page. Boxes are kept to 1e-5 of the page, word confidences to 1e-4. */
  savePage(actor: Actor, documentId: string, page: RecognizedPage, signal: AbortSignal): Promise<void>
  findPage(
    actor: Actor,
    documentId: string,
    pageNumber: number,
    signal: AbortSignal,
  ): Promise<RecognizedPage | undefined>
  /** All recognised pages, by number. Empty when the actor may not read the document. */
  pages(actor: Actor, documentId: string, signal: AbortSignal): Promise<RecognizedPage[]>
}
