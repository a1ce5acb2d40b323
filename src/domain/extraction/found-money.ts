import type { Money } from './proposal.ts'

export interface FoundMoney {
  readonly start: number
  readonly end: number
  readonly money: Money
  /** False for a number that only looks like money: two decimals, no currency. */
  readonly hasCurrency: boolean
}
