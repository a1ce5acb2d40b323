import type { Actor } from '../domain/access/actor.ts'
import type { PageImage, StoredDocument } from '../domain/intake/document.ts'
import type { RecognizedPage } from '../domain/recognition/page.ts'
import type { Repository } from './repository.ts'

/** A page of a reading that is not the document's yet, with the pictures that were stored of it. */
export interface StagedPage {
  readonly page: RecognizedPage
  readonly images: readonly PageImage[]
}

/** Documents and their recognised pages. See `repository.ts` for what every call promises. */
export interface Documents extends Repository<StoredDocument> {
  /** Those of the ids that the actor may read, in the order of the ids. */
  findMany(actor: Actor, ids: readonly string[], signal: AbortSignal): Promise<StoredDocument[]>
  ofItem(actor: Actor, itemId: string, signal: AbortSignal): Promise<StoredDocument[]>
  ofCaseFile(actor: Actor, caseFileId: string, signal: AbortSignal): Promise<StoredDocument[]>
  /** Those for which the machine has proposed the case file. */
  proposedFor(actor: Actor, caseFileId: string, signal: AbortSignal): Promise<StoredDocument[]>
  /** Filed documents whose confirmed sender's reference is one of these, newest first. */
  filedUnder(
    actor: Actor,
    foreignReferences: readonly string[],
    limit: number,
    signal: AbortSignal,
  ): Promise<StoredDocument[]>
  /** Those that share a key of their fingerprint, newest first. */
  sharingFingerprint(
    actor: Actor,
    keys: readonly string[],
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

  /**
   * Stores or replaces one page of a later reading. Nobody sees it as a page until the document is saved with this name as
   * its `reading`; then these pages, all at once, are those of the document.
   */
  stagePage(
    actor: Actor,
    documentId: string,
    reading: string,
    staged: StagedPage,
    signal: AbortSignal,
  ): Promise<void>
  /** By number. @throws {MailroomError} `not-found` */
  stagedPages(actor: Actor, documentId: string, reading: string, signal: AbortSignal): Promise<StagedPage[]>
  /** Removes the pages of every reading but that which the document names. @throws {MailroomError} `not-found` */
  dropOtherReadings(actor: Actor, documentId: string, signal: AbortSignal): Promise<void>
}
