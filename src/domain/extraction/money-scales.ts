/** Power of ten of a word for a large unit, or of a letter before a currency ("TEUR"). */
const SCALES: readonly (readonly [RegExp, number])[] = [
  [/^(?:tsd|tausend|thousand|[kt]$)/i, 3],
  [/^(?:mio|million|m$)/i, 6],
  [/^(?:mrd|milliarde|billion(?!en))/i, 9],
  [/^(?:billionen|trillion)/i, 12],
]
/** Words for a large unit as a part of a regular expression. */
export const SCALE = String.raw`(?:Tsd\.?|Tausend|thousand|Mio\.?|Millionen|millions?|Mrd\.?|Milliarden?|Billionen|billions?|trillion)`

/** Power of ten; 0 for no word. */
export function scaleOf(word: string | undefined): number {
  return SCALES.find(([pattern]) => pattern.test(word ?? ''))?.[1] ?? 0
}
