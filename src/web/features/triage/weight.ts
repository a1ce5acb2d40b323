import type { Proposal } from '../../shared/api/types.ts'
import { formatPercent } from '../../shared/format.ts'

/** Words of the catalogue that say how sure a proposal is. */
interface WeightWords {
  readonly weight: (percent: string) => string
  readonly certain: string
  readonly certainBecause: (reason: string) => string
  readonly hardly: string
}

/** Nothing that the machine has worked out is certain, however it is rounded. */
const MOST_SHOWN = 0.99
const LEAST_SHOWN = 0.01

/**
 * The weight for a narrow column: `87 %`, `unter 1 %`, or the word for certain. A weight of exactly 1 is only given to what
 * is certain by construction, such as the fields of an electronic invoice.
 */
export function weightLabel(weight: number, words: WeightWords): string {
  if (weight === 1) return words.certain
  return weight < LEAST_SHOWN ? words.hardly : formatPercent(Math.min(weight, MOST_SHOWN))
}

/** The weight as a phrase: `87 % sicher`, or certain and why. */
export function weightPhrase({ weight, reasons }: Proposal, words: WeightWords): string {
  if (weight !== 1) return words.weight(weightLabel(weight, words))
  const [reason] = reasons
  return reason === undefined ? words.certain : words.certainBecause(reason.text)
}
