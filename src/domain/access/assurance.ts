/** How sure a provider is of who somebody is: the levels of eIDAS (low, substantial, high), lowest first. */
export const ASSURANCE_LEVELS = ['low', 'substantial', 'high'] as const
export type AssuranceLevel = (typeof ASSURANCE_LEVELS)[number]

/** Names of levels in the claim `acr` that are the same everywhere: eIDAS, and BundID (STORK). */
const KNOWN: Readonly<Record<string, AssuranceLevel>> = {
  'http://eidas.europa.eu/LoA/low': 'low',
  'http://eidas.europa.eu/LoA/substantial': 'substantial',
  'http://eidas.europa.eu/LoA/high': 'high',
  'STORK-QAA-Level-1': 'low',
  'STORK-QAA-Level-3': 'substantial',
  'STORK-QAA-Level-4': 'high',
}

/** What a provider calls a level. */
export interface LevelName {
  readonly acr: string
  readonly level: AssuranceLevel
}

/** @returns `undefined` when the provider claims nothing that is known: nobody gets a level by default */
export function assuranceOf(own: readonly LevelName[], acr: string): AssuranceLevel | undefined {
  const named = own.find((name) => name.acr === acr)
  return named?.level ?? (Object.hasOwn(KNOWN, acr) ? KNOWN[acr] : undefined)
}

/** A citizen whose name a provider vouches for. */
export interface VerifiedSender {
  readonly name: string
  /** Absent when the provider says nothing of it. */
  readonly level?: AssuranceLevel
  /** Name of the provider at that time. */
  readonly provider: string
}
