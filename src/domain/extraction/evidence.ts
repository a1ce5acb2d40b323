import { MOST_WORKED_OUT } from './proposal.ts'
import type { Proposal, ProposalValue, Reason } from './proposal.ts'
import type { Place } from './reading.ts'

/** Reasons whose weights are log-odds; their sum gives the weight of the value. */
export function weightOf(reasons: readonly Reason[]): number {
  const logOdds = reasons.reduce((sum, reason) => sum + reason.weight, 0)
  return Math.min(MOST_WORKED_OUT, Math.round(1000 / (1 + Math.exp(-logOdds))) / 1000)
}

/** @param weight log-odds: 0 says nothing, +2 makes it likely, a negative one speaks against it */
export function reason(kind: string, text: string, weight: number): Reason {
  return { kind, text, weight }
}

export interface Finding {
  readonly value: ProposalValue
  readonly place?: Place | undefined
  readonly reasons: readonly Reason[]
  readonly details?: Readonly<Record<string, string | undefined>>
}

export function proposalOf({ value, place, reasons, details }: Finding): Proposal {
  const known = Object.entries(details ?? {}).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return {
    value,
    weight: weightOf(reasons),
    ...(place === undefined ? {} : { page: place.page, box: place.box }),
    reasons: oneOfEach(reasons).toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight)),
    ...(known.length === 0 ? {} : { details: Object.fromEntries(known) }),
  }
}

/** The same reason from several places is told once, with all its weight. */
function oneOfEach(reasons: readonly Reason[]): readonly Reason[] {
  const byText = new Map<string, Reason>()
  for (const one of reasons) {
    const known = byText.get(one.text)
    byText.set(one.text, known === undefined ? one : { ...known, weight: known.weight + one.weight })
  }
  return [...byText.values()]
}

/** Best first; of the same value only the best; no more than a person looks through. */
export function ranked(proposals: readonly Proposal[], limit: number): readonly Proposal[] {
  const seen = new Set<string>()
  return proposals
    .toSorted((a, b) => b.weight - a.weight)
    .filter((proposal) => {
      const key = JSON.stringify(proposal.value)
      if (seen.has(key)) return false
      seen.add(key)
      return true
    })
    .slice(0, limit)
}

/** What an extractor hands back: values best first, or why there is none. */
export type FieldResult =
  | { readonly proposals: readonly Proposal[]; readonly abstained?: undefined }
  | { readonly proposals: readonly []; readonly abstained: string }

export function found(proposals: readonly Proposal[], otherwise: string): FieldResult {
  return proposals.length === 0 ? { proposals: [], abstained: otherwise } : { proposals }
}

/** A single value is only proposed when it is likely enough. */
export function foundWhenLikely(
  proposals: readonly Proposal[],
  least: number,
  otherwise: string,
): FieldResult {
  return found(
    proposals.filter((proposal) => proposal.weight >= least),
    otherwise,
  )
}
