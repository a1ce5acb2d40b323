import type { ErrorCode } from '../errors.ts'

/** Reasons that lie in the document itself: trying again without a change gives the same. */
const PERMANENT: readonly ErrorCode[] = [
  'document-encrypted',
  'conversion-unavailable',
  'document-damaged',
  'document-limits',
  'page-geometry-invalid',
  'unsupported-media-type',
  'integrity-failure',
  'malware-detected',
  'xml-forbidden',
  'xml-unknown',
  'picture-unreadable',
]

export function isPermanentFailure(code: string): boolean {
  return PERMANENT.some((permanent) => permanent === code)
}

/** Reasons that lie outside: they pass without anybody doing anything to the document. */
const OUTAGES: readonly ErrorCode[] = ['dependency-unavailable', 'insufficient-storage', 'rate-limited']

/** With back-offs of up to a minute this is an outage of more than an hour. */
export const MAX_OUTAGES = 100

export function isOutage(code: string): boolean {
  return OUTAGES.some((outage) => outage === code)
}
