import { SIGNS, signsBetween, type PageStanding, type Signs } from './boundary-signs.ts'
import { BASE_WEIGHT, WEIGHTS } from './boundary-weights.ts'
import type { PageClues } from './page-clues.ts'
import type { Boundary, BoundaryReason } from './split-plan.ts'

/** Signs that count less are not told. */
const MIN_REASON_WEIGHT = 0.3
const MAX_REASONS = 6

/** How likely a letter begins with the page, judged by it and the written page before it. */
export function contentBoundary(
  number: number,
  before: PageClues,
  page: PageClues,
  standing: PageStanding,
): Boundary {
  const signs = signsBetween(before, page, standing)
  return {
    before: number,
    probability: probabilityOf(signs),
    cause: 'content',
    reasons: reasonsOf(signs),
  }
}

/** Logistic model: each sign adds its weight to the log-odds. */
function probabilityOf(signs: Signs): number {
  const logOdds = SIGNS.reduce((sum, sign) => sum + signs[sign] * WEIGHTS[sign].weight, BASE_WEIGHT)
  return Math.round(1000 / (1 + Math.exp(-logOdds))) / 1000
}

function reasonsOf(signs: Signs): BoundaryReason[] {
  return SIGNS.map((sign) => ({
    kind: sign,
    text: WEIGHTS[sign].text,
    weight: Math.round(signs[sign] * WEIGHTS[sign].weight * 100) / 100,
  }))
    .filter(({ weight }) => Math.abs(weight) >= MIN_REASON_WEIGHT)
    .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, MAX_REASONS)
}
