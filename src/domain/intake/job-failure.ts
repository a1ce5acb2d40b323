import type { ErrorCode } from '../errors.ts'
import { MAX_ATTEMPTS } from './job.ts'

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

/** Reasons that lie outside: they pass without anybody doing anything to the document. */
const OUTAGES: readonly ErrorCode[] = ['dependency-unavailable', 'insufficient-storage', 'rate-limited']

/** With back-offs of up to a minute this is an outage of more than an hour. */
const MAX_ATTEMPTS_IN_OUTAGE = 100

function isOutage(code: string | undefined): boolean {
  return OUTAGES.some((outage) => outage === code)
}

/** Attempts that a failure leaves before a person must look. */
export function attemptsFor(code: string | undefined): number {
  return isOutage(code) ? MAX_ATTEMPTS_IN_OUTAGE : MAX_ATTEMPTS
}
