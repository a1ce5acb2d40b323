import type { StoredExample, Vectoriser } from './example-store.ts'
import type { Slices } from './slices.ts'
import { isYoung, likenessAmong, marginOf, USUAL_MARGIN, usualLikeness } from './young-labels.ts'
import type { VectorOf } from './young-labels.ts'

/** The margin asked of the examples of each label, kept until its examples change; see `marginOf`. */
export interface LabelMargins {
  of(label: string): number
  isYoung(label: string): boolean
  /** An example of the label was remembered or forgotten. */
  changed(label: string): void
  /** Measures anew how alike letters of one label are. */
  measureAnew(examples: readonly StoredExample[], vectorOf: VectorOf): Slices<void>
}

export function createLabelMargins(
  examples: ReadonlyMap<string, StoredExample>,
  countByLabel: ReadonlyMap<string, number>,
  vectoriser: Vectoriser,
): LabelMargins {
  let likenessAtFit = 0
  const known = new Map<string, number>()
  const countsOf = (label: string): { examples: number; remembered: number; labels: number } => ({
    examples: countByLabel.get(label) ?? 0,
    remembered: examples.size,
    labels: labelsInUse(countByLabel),
  })
  const marginNow = (label: string): number => {
    const counts = countsOf(label)
    if (!isYoung(counts)) return USUAL_MARGIN
    const all = [...examples.values()]
    const own = all.filter((example) => example.label === label)
    const since = all.length - all.findIndex((example) => example.label === label)
    return marginOf({
      ...counts,
      since,
      likeness: likenessAmong(own, vectoriser.vectorOf, likenessAtFit),
    })
  }

  return {
    of(label) {
      const margin = known.get(label) ?? marginNow(label)
      known.set(label, margin)
      return margin
    },
    isYoung: (label) => isYoung(countsOf(label)),
    changed(label) {
      known.delete(label)
    },
    *measureAnew(measured, vectorOf) {
      likenessAtFit = yield* usualLikeness(measured, vectorOf)
      known.clear()
    },
  }
}

export function labelsInUse(countByLabel: ReadonlyMap<string, number>): number {
  return [...countByLabel.values()].filter((count) => count > 0).length
}
