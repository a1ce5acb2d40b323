import type { RecognizedPage } from '../recognition/page.ts'

/** What the machine has measured on a page and a person may want to look at. It measures no double feed. */
export const PAGE_HINTS = ['skewed', 'blurred', 'glare', 'blank', 'unread-code'] as const
export type PageHint = (typeof PAGE_HINTS)[number]

/** Less is hardly seen, and was straightened for recognition anyway. */
const SKEWED_FROM_DEGREES = 1

export function pageHints(page: RecognizedPage): PageHint[] {
  const { skewDegrees, qualityHints = [], blank, unreadCodes = [] } = page
  return [
    ...(Math.abs(skewDegrees) >= SKEWED_FROM_DEGREES ? (['skewed'] as const) : []),
    ...qualityHints,
    ...(blank ? (['blank'] as const) : []),
    ...(unreadCodes.length > 0 ? (['unread-code'] as const) : []),
  ]
}
