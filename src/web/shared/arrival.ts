import type { ItemView } from './api/types.ts'
import { formatInstant } from './format.ts'
import type { Texts } from './texts.de.ts'

/** What is to be known of an arrival besides its time. */
export function arrivalNotes(
  { nightBox, earlyCollection, evidence, correction }: ItemView['arrival'],
  words: Texts['arrival'],
): string[] {
  return [
    nightBox !== null && words.nightBox[nightBox],
    earlyCollection && words.earlyCollection,
    evidence !== null && words.evidence[evidence.kind],
    correction !== null && words.corrected(formatInstant(correction.from), correction.reason),
  ].filter((note) => note !== false)
}
