import { surroundingsOf } from './context-of.ts'
import { placeOf } from './reading.ts'
import type { PageText, Place } from './reading.ts'

export interface LabelledValue {
  readonly text: string
  /** Where it begins in the text of its page. */
  readonly start: number
  readonly place: Place
  /** The label that stands before, left of or above it; undefined when there is none. */
  readonly label: string | undefined
}

/** Between a label and its value stand only marks and a few small words. */
const GAP = String.raw`[\s:.,/()=-]{0,6}(?:(?:lautet|ist|am|den|nr|nummer|no)\b[\s:.,-]{0,3}){0,2}$`

/**
 * Values of a page by their shape, each with its label.
 *
 * @param shape must be global
 * @param label without anchors; it has to end right before the value
 */
export function labelledValues(page: PageText, shape: RegExp, label: RegExp): readonly LabelledValue[] {
  const atEnd = new RegExp(`(?:${label.source})${GAP}`, 'iu')
  return [...page.text.matchAll(shape)].map((match): LabelledValue => {
    const end = match.index + match[0].length
    const { before, left, above } = surroundingsOf(page, match.index, end)
    const ownLine = before.slice(before.lastIndexOf('\n') + 1)
    const beside = /\p{L}/u.test(ownLine) ? [before] : [left, `${above} `]
    const found = beside.map((text) => atEnd.exec(text)?.[0]).find((text) => text !== undefined)
    return {
      text: match[0],
      start: match.index,
      place: placeOf(page, match.index, end),
      label: found?.replace(/[\s:.,(=-]+$/u, '').trim(),
    }
  })
}
