import type { Index } from '../store/index-spec.ts'
import type { KeyRange } from '../store/scan.ts'

export interface CollectionScan {
  readonly kind: 'collection'
  readonly backwards: boolean
  /** True when the documents come in the wanted order. */
  readonly sorted: false
}

export interface IndexScan {
  readonly kind: 'index'
  readonly index: Index
  readonly ranges: readonly KeyRange[]
  readonly backwards: boolean
  /** True when the documents come in the wanted order; those of several ranges are merged for it. */
  readonly sorted: boolean
  /** How many fields behind the points are in the wanted order. */
  readonly sortedFields: number
  /** How many fields of the index narrow the ranges. */
  readonly usedFields: number
}

/** The documents of several scans, each document once: one scan for each clause of an `$or`. */
export interface UnionScan {
  readonly kind: 'union'
  readonly scans: readonly IndexScan[]
  readonly backwards: boolean
  readonly sorted: boolean
}

export type Plan = CollectionScan | IndexScan | UnionScan
