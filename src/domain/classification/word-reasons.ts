import type { Reason } from '../extraction/proposal.ts'

/** How much one feature of a document speaks for a label; named as `DocumentFeatures.names` does. */
export interface Contribution {
  readonly name: string
  readonly weight: number
}

const MAX_REASONS = 6
/** Features that move the score by less than this share say nothing a person would see. */
const LEAST_SHARE = 0.02

/** The words and features that weighed most for a label, those of one name taken together, as German sentences. */
export function reasonsOf(contributions: readonly Contribution[]): readonly Reason[] {
  const byName = new Map<string, Contribution>()
  for (const { name, weight } of contributions) {
    // "RECHNUNG" and "Rechnung" are one word to a reader.
    const known = byName.get(name.toLowerCase())
    byName.set(name.toLowerCase(), { name: known?.name ?? name, weight: (known?.weight ?? 0) + weight })
  }
  const total = [...byName.values()].reduce((sum, { weight }) => sum + Math.abs(weight), 0)
  return [...byName.values()]
    .map(({ name, weight }): Reason => ({
      kind: 'feature',
      text: sentence(name, weight),
      weight: share(weight, total),
    }))
    .filter((reason) => Math.abs(reason.weight) >= LEAST_SHARE)
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, MAX_REASONS)
}

function share(weight: number, total: number): number {
  return Math.round((1000 * weight) / total) / 1000
}

function sentence(name: string, weight: number): string {
  const subject = name.charAt(0).toUpperCase() + name.slice(1)
  return `${subject} ${weight >= 0 ? 'spricht dafür' : 'spricht dagegen'}.`
}
