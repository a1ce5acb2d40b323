/**
 * What a look at the records alone shows to be half there.
 *
 * - `document-missing`   an item names a document that is not there, or none at all
 * - `item-missing`       a document whose item is not there or does not name it
 * - `original-missing`   a document whose original is not stored, or with another size
 * - `rendition-missing`  a document that names a view copy or a page picture that is not stored
 * - `pages-incomplete`   a document that was read, with fewer pages than it has
 * - `stuck`              a document that waits for the machine, for which no job is open
 * - `follow-up-loose`    a request for documents whose object, or what came in for it, is not there
 * - `note-loose`         a note whose item or case file is not there
 * - `route-slip-loose`   a route slip whose item or case file is not there
 * - `orphan-object`      an object that no record names
 */
export const INCONSISTENCIES = [
  'document-missing',
  'item-missing',
  'original-missing',
  'rendition-missing',
  'pages-incomplete',
  'stuck',
  'follow-up-loose',
  'note-loose',
  'route-slip-loose',
  'orphan-object',
] as const
export type InconsistencyKind = (typeof INCONSISTENCIES)[number]

export interface Inconsistency {
  readonly kind: InconsistencyKind
  readonly itemId?: string
  readonly documentId?: string
  readonly objectKey?: string
  readonly followUpId?: string
  readonly noteId?: string
  readonly routeSlipId?: string
}

/** Those that the machine can mend from the original; the others need a backup, or a person. */
const READ_AGAIN: ReadonlySet<InconsistencyKind> = new Set(['rendition-missing', 'pages-incomplete', 'stuck'])

export function isReadAgain({ kind }: Inconsistency): boolean {
  return READ_AGAIN.has(kind)
}
