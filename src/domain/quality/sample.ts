import type { ProtectionClass } from '../batches/protection-class.ts'
import type { ScanCheck } from './scan-check.ts'
import type { ScanningRules } from './scanning-rules.ts'

/** How letters of a scan were drawn; whoever has it can draw again and gets the same. */
export interface SampleDraw {
  readonly at: string
  readonly protectionClass: ProtectionClass
  /** 100 where all are looked at. */
  readonly percent: number
  /** Hexadecimal; not known to anybody before the scan was divided. */
  readonly seed: string
  /** Receipt numbers of all letters of the scan, in their order. */
  readonly population: readonly string[]
  /** Those that are looked at, in the same order. */
  readonly drawn: readonly string[]
  /** By which the scan was made, see `ScanningRules`. */
  readonly procedureVersion?: string
  readonly environment?: string
  /** How long its paper is kept; draws from before that was written down have none. */
  readonly paperWeeks?: ScanningRules['paperWeeks']
}

interface Terms {
  readonly seed: string
  readonly percent: number
  /** Hexadecimal SHA-256 of a text. */
  readonly sha256: (text: string) => string
}

/** Rounded up, so that of every scan somebody looks at something unless nothing is asked for. */
export function sampleSize(count: number, percent: number): number {
  return Math.min(count, Math.ceil((count * percent) / 100))
}

/** Those with the lowest SHA-256 of `seed/number`. */
export function drawnOf(population: readonly string[], { seed, percent, sha256 }: Terms): string[] {
  const ranked = population.map((number) => ({ number, rank: sha256(`${seed}/${number}`) }))
  ranked.sort((left, right) => (left.rank < right.rank ? -1 : 1))
  const chosen = new Set(ranked.slice(0, sampleSize(population.length, percent)).map(({ number }) => number))
  return population.filter((number) => chosen.has(number))
}

/** Everything is looked at where more depends on the scans than usual. */
export function percentFor(protectionClass: ProtectionClass, samplePercent: number): number {
  return protectionClass === 'normal' ? samplePercent : 100
}

/** A sample stands for those that nobody looks at. A fault in it says that it cannot: then all of the batch are looked at. */
export function widensSample({ cause, state }: Pick<ScanCheck, 'cause' | 'state'>): boolean {
  return cause === 'sample' && state === 'failed'
}
