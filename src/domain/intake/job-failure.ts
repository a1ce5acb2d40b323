import type { ErrorCode } from '../errors.ts'

/** Reasons that lie in the document itself: trying again without a change gives the same. */
const PERMANENT: readonly ErrorCode[] = [
  'document-encrypted',
  'document-damaged',
  'document-limits',
  'page-geometry-invalid',
  'unsupported-media-type',
  'integrity-failure',
  'malware-detected',
]

export function isPermanentFailure(code: string): boolean {
  return PERMANENT.some((permanent) => permanent === code)
}
