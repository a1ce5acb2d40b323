import type { StoredExample, Vectoriser } from './example-store.ts'
import type { Slices } from './slices.ts'
import { isYoung, likenessAmong, marginOf, usualLikeness } from './young-labels.ts'
import type { VectorOf } from './young-labels.ts'

/** The margin asked of the examples of each label, kept until its examples change; see `marginOf`. */
export interface LabelMargins {
  of(label: string): number
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
  const marginNow = (label: string): number => {
    const all = [...examples.values()]
    const first = all.findIndex((example) => example.label === label)
    const history = {
      examples: countByLabel.get(label) ?? 0,
      since: all.length - first,
      remembered: all.length,
      labels: labelsInUse(countByLabel),
    }
    const largest = marginOf({ ...history, likeness: 0 })
    if (!isYoung(largest)) return largest
    const own = all.filter((example) => example.label === label)
    return marginOf({ ...history, likeness: likenessAmong(own, vectoriser.vectorOf, likenessAtFit) })
  }

  return {
    of(label) {
      const margin = known.get(label) ?? marginNow(label)
      known.set(label, margin)
      return margin
    },
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
