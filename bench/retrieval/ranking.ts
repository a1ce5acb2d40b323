/** Where the one relevant document stands in each ranking: 1 for the first, `undefined` for nowhere. */
export type Rank = number | undefined

export interface RankingScore {
  readonly recallAt1: number
  readonly recallAt5: number
  readonly recallAt10: number
  /** Mean reciprocal rank. */
  readonly mrr: number
}

export function rankingScore(ranks: readonly Rank[]): RankingScore {
  const shareWithin = (limit: number) =>
    ranks.filter((rank) => rank !== undefined && rank <= limit).length / ranks.length
  const reciprocals = ranks.map((rank) => (rank === undefined ? 0 : 1 / rank))
  return {
    recallAt1: shareWithin(1),
    recallAt5: shareWithin(5),
    recallAt10: shareWithin(10),
    mrr: reciprocals.reduce((sum, one) => sum + one, 0) / ranks.length,
  }
}

/** The value that this share of the measurements does not pass. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
