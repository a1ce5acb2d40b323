import type { Actor } from '../../domain/access/actor.ts'
import type { DocumentType } from '../../domain/classification/document-type.ts'

/** @throws {MailroomError} `already-exists` */
export type AddDocumentType = (
  actor: Actor,
  input: { readonly id: string; readonly name: string },
  signal: AbortSignal,
) => Promise<DocumentType>
