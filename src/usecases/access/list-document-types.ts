import type { Actor } from '../../domain/access/actor.ts'
import type { DocumentType } from '../../domain/classification/document-type.ts'

/** By name, retired ones included. */
export type ListDocumentTypes = (actor: Actor, signal: AbortSignal) => Promise<readonly DocumentType[]>
