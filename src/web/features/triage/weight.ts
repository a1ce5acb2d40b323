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

type Weighted = Pick<Proposal, 'weight' | 'reasons'>

/** Only what stands so in the data of an electronic invoice is certain; whatever else has a weight of 1 has it by rounding. */
export function isCertain({ weight, reasons }: Weighted): boolean {
  return weight === 1 && reasons.some(({ kind }) => kind === 'e-invoice')
}

/** The weight for a narrow column: `87 %`, `unter 1 %`, or the word for certain. */
export function weightLabel(proposal: Weighted, words: WeightWords): string {
  if (isCertain(proposal)) return words.certain
  return proposal.weight < LEAST_SHOWN ? words.hardly : formatPercent(Math.min(proposal.weight, MOST_SHOWN))
}

/** The weight as a phrase: `87 % sicher`, or certain and why. */
export function weightPhrase(proposal: Weighted, words: WeightWords): string {
  if (!isCertain(proposal)) return words.weight(weightLabel(proposal, words))
  const [reason] = proposal.reasons
  return reason === undefined ? words.certain : words.certainBecause(reason.text)
}
