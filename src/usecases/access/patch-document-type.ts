import type { Actor } from '../../domain/access/actor.ts'
import type { DocumentType } from '../../domain/classification/document-type.ts'

export interface PatchDocumentTypeInput {
  readonly documentTypeId: string
  /** From `If-Match`. */
  readonly expectedVersion: number
  readonly name?: string | undefined
  readonly retired?: boolean | undefined
}

/** @throws {MailroomError} `not-found`, `version-mismatch` */
export type PatchDocumentType = (
  actor: Actor,
  input: PatchDocumentTypeInput,
  signal: AbortSignal,
) => Promise<DocumentType>
