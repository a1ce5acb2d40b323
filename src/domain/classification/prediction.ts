import { MOST_WORKED_OUT } from '../extraction/proposal.ts'
import type { Proposal, Reason } from '../extraction/proposal.ts'
import type { FieldResult } from '../extraction/evidence.ts'

/** A label the classifier believes in. */
export interface RankedLabel {
  readonly label: string
  /** 0..1, calibrated on what the same model said of examples that it had not seen. */
  readonly probability: number
  /** From how many examples the label was learnt. */
  readonly examples: number
  readonly reasons: readonly Reason[]
}

/** An earlier document that is like this one. */
export interface SimilarExample {
  readonly documentId: string
  readonly label: string
  /** Cosine of the two, 0..1. */
  readonly similarity: number
}

export interface Prediction {
  /** All labels that may be proposed, best first, the first few with reasons; given even when the machine abstains. */
  readonly ranked: readonly RankedLabel[]
  /** Probability from which a proposal is made. */
  readonly threshold: number
  /** German sentence; present when nothing is to be proposed. */
  readonly abstained?: string
}

const MAX_PROPOSALS = 3
/** Alternatives below this would only distract. */
const MIN_ALTERNATIVE = 0.05

/** How sure a proposal of the label is said to be: never certain, not even of the only label there is. */
export function weightOfLabel({ probability }: RankedLabel): number {
  return Math.min(probability, MOST_WORKED_OUT)
}

/** The prediction as proposals of a field. */
export function proposalsOfPrediction(prediction: Prediction): FieldResult {
  if (prediction.abstained !== undefined) return { proposals: [], abstained: prediction.abstained }
  const proposals = prediction.ranked
    .filter((label, index) => index === 0 || label.probability >= MIN_ALTERNATIVE)
    .slice(0, MAX_PROPOSALS)
    .map((label): Proposal => ({
      value: label.label,
      weight: weightOfLabel(label),
      reasons: label.reasons,
      details: { examples: String(label.examples) },
    }))
  return { proposals }
}
