/**
 * Why a view copy does not claim to be PDF/A (ISO 19005-2, level B). The rules behind the words are checked when the
 * copy is written; foreign content that these checks do not cover counts as a fault, because a false claim is worse
 * than none.
 */
export const CONFORMANCE_FAULTS = [
  'foreign-fonts',
  'colour',
  'pictures',
  'graphics',
  'annotations',
  'form',
  'layers',
  'embedded-files',
  'actions',
  'content',
  'structure',
  'limits',
] as const
export type ConformanceFault = (typeof CONFORMANCE_FAULTS)[number]

/** What a view copy claims to be; no validator has looked at it. */
export interface Conformance {
  readonly claim: 'PDF/A-2b' | 'none'
  /** Empty for a claim. */
  readonly faults: readonly ConformanceFault[]
}
