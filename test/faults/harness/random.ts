import { seededRandom } from '../../support/seeded-random.ts'

/** Reproducible choices: the same seed gives the same ones, on every machine. */
export interface Random {
  /** From 0 to below 1. */
  fraction(): number
  /** A whole number, both ends included. */
  between(lowest: number, highest: number): number
  pick<T>(choices: readonly [T, ...T[]]): T
}

/** Each run of a seed gets numbers of its own, so that one run can be replayed alone. */
export function randomFrom(seed: number, run = 0): Random {
  const fraction = seededRandom(seed ^ Math.imul(run + 1, 0x9e3779b1))
  return {
    fraction,
    between: (lowest, highest) => lowest + Math.floor(fraction() * (highest - lowest + 1)),
    pick: (choices) => choices[Math.floor(fraction() * choices.length)] ?? choices[0],
  }
}
