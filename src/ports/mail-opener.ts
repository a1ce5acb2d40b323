import type { MailHead, PartReason } from '../domain/mail/mail-facts.ts'
import type { SourceFile } from './document-reader.ts'

export interface OpenedPart {
  /** As the mail names it. */
  readonly filename?: string
  readonly claimedType: string
  readonly sizeBytes: number
  /** Where its bytes begin in the target file; absent when it was not written there. */
  readonly offset?: number
  /** Why it was not written. */
  readonly reason?: PartReason
  /** Index of the mail that it is, when it is one and was opened too. */
  readonly mail?: number
}

/** One mail of a file: the file itself, or a mail inside of another one. */
export interface OpenedMail {
  readonly head: MailHead
  readonly parts: readonly OpenedPart[]
  /** Parts that are not listed, because there are too many. */
  readonly unlistedParts: number
  /** Code of the reason for which a mail inside of another one could not be opened. */
  readonly failure?: string
}

/**
 * Takes mails apart behind the wall, with the mails inside of them. The parts that may become documents are written one
 * behind the other into the target file, which must not exist yet.
 *
 * Fails as `DocumentReader` does: `document-limits`, `recognition-timeout`, `recognition-out-of-memory`,
 * `recognition-crashed`, `insufficient-storage` when there is no room for the target file, and `dependency-unavailable` when
 * no reader can be started.
 */
export interface MailOpener {
  /** @returns the mail that the file is first */
  openMail(source: SourceFile, targetPath: string, signal: AbortSignal): Promise<readonly OpenedMail[]>
}
