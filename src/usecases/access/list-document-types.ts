import type { Actor } from '../../domain/access/actor.ts'
import type { DocumentType } from '../../domain/classification/document-type.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { DocumentTypes } from '../../ports/organisation.ts'

/** By name, retired ones included. */
export type ListDocumentTypes = (actor: Actor, signal: AbortSignal) => Promise<readonly DocumentType[]>

export function createListDocumentTypes({
  documentTypes,
}: {
  readonly documentTypes: DocumentTypes
}): ListDocumentTypes {
  return async function listDocumentTypes(actor, signal) {
    requirePermission(actor, 'masterdata:read')
    return documentTypes.list(actor, signal)
  }
}
