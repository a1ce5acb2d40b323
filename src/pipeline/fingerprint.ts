import { fingerprintOf } from '../domain/duplicates/fingerprint.ts'
import { textOf } from '../domain/recognition/page.ts'
import type { ReadWork } from './stage.ts'

/** What the document is known again by. */
export function withFingerprint<Work extends ReadWork>(work: Work): Work {
  const fingerprint = fingerprintOf(work.document.original.sha256, work.pages.map(textOf))
  return { ...work, additions: { ...work.additions, fingerprint } }
}
