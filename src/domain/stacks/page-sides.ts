import type { RecognizedPage } from '../recognition/page.ts'

/** Fewer empty sides prove nothing. */
const MIN_BLANKS = 2
const MIN_BLANK_SHARE = 0.1
/** Of the empty sides so many lie on backs when both sides were scanned. */
const MIN_ON_BACKS = 0.9

/** Whether a stack was scanned on both sides: its empty sides are backs, the second of each pair. */
export function isTwoSided(pages: readonly Pick<RecognizedPage, 'blank'>[]): boolean {
  const blanks = pages.flatMap(({ blank }, index) => (blank ? [index] : []))
  const onBacks = blanks.filter((index) => index % 2 === 1).length
  return (
    pages.length % 2 === 0 &&
    blanks.length >= Math.max(MIN_BLANKS, pages.length * MIN_BLANK_SHARE) &&
    onBacks >= blanks.length * MIN_ON_BACKS
  )
}
