import type { DocumentType } from '../../domain/classification/document-type.ts'
import type { Proposals } from '../../domain/extraction/proposal.ts'
import { invalid } from './required.ts'

/** @throws {MailroomError} `validation-failed` for a type that the tenant does not have or use any more */
export function requireActiveType(types: readonly DocumentType[], id: string | null | undefined): void {
  if (id === undefined || id === null || isActiveType(types, id)) return
  throw invalid('index.documentType', 'Diese Dokumentart gibt es nicht oder nicht mehr.')
}

/** The proposals without document types that were retired since they were made. */
export function activeTypesOnly(types: readonly DocumentType[], proposals: Proposals): Proposals {
  const documentType = (proposals.fields.documentType ?? []).filter(
    ({ value }) => typeof value === 'string' && isActiveType(types, value),
  )
  return { ...proposals, fields: { ...proposals.fields, documentType } }
}

function isActiveType(types: readonly DocumentType[], id: string): boolean {
  return types.some((type) => type.id === id && !type.retired)
}
