import type { Actor } from '../../domain/access/actor.ts'
import type { OpenedObject } from '../shared/opened-object.ts'

export interface OpenPagePreviewInput {
  readonly documentId: string
  readonly pageNumber: number
  /** The smallest stored picture of at least this width is taken, else the widest. */
  readonly widthPx: number
}

/** @throws {MailroomError} `not-found` also while the page is not read yet */
export type OpenPagePreview = (
  actor: Actor,
  input: OpenPagePreviewInput,
  signal: AbortSignal,
) => Promise<OpenedObject>
