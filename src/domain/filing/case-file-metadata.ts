import type { CaseFile, Medium } from './case-file.ts'

/** What people say of a case file besides its subject. `null` takes a value away. */
export interface CaseFileMetadata {
  readonly medium?: Medium | undefined
  readonly location?: string | null | undefined
  readonly foreignReference?: string | null | undefined
  readonly periodFrom?: string | null | undefined
  readonly periodTo?: string | null | undefined
}

export const METADATA_FIELDS = ['medium', 'location', 'foreignReference', 'periodFrom', 'periodTo'] as const

/** The case file with what was said; what was not said stays as it is. */
export function withMetadata(caseFile: CaseFile, metadata: CaseFileMetadata): CaseFile {
  const next = { ...caseFile }
  for (const field of METADATA_FIELDS) {
    const value = metadata[field]
    if (value === null) Reflect.deleteProperty(next, field)
    else if (value !== undefined) Reflect.set(next, field, value)
  }
  return next
}
