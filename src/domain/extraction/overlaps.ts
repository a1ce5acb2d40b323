interface Range {
  readonly start: number
  readonly end: number
}

/** Of hits that overlap only the one that begins first, of these the longest; in order. */
export function withoutOverlaps<Hit extends Range>(hits: readonly Hit[]): readonly Hit[] {
  const kept: Hit[] = []
  for (const hit of hits.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (hit.start >= (kept.at(-1)?.end ?? 0)) kept.push(hit)
  }
  return kept
}
