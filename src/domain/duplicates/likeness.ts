import type { Fingerprint } from './fingerprint.ts'

export const DUPLICATE_REASONS = ['bytes', 'pages', 'text'] as const
export type DuplicateReason = (typeof DUPLICATE_REASONS)[number]

export interface Likeness {
  readonly reasons: readonly DuplicateReason[]
  /** Estimated share of the pairs of words that both have, 0..1; 1 for the same bytes. */
  readonly similarity: number
}

/** Two readings of one sheet share that much and more, see `bench/duplicates`. */
const MIN_SIMILARITY = 0.45
/** Letters of one form differ in dates, amounts and numbers of files. */
const MIN_COMMON_NUMBERS = 0.5
/** So few numbers tell nothing. */
const MIN_NUMBERS = 3

/** Why two documents may be the same; `undefined` when they are not. */
export function likenessOf(left: Fingerprint, right: Fingerprint): Likeness | undefined {
  const shared = new Set(left.keys.filter((key) => right.keys.includes(key)))
  const has = (kind: string): boolean => [...shared].some((key) => key.startsWith(kind))
  const estimated = similarityOf(left, right)
  const isText = estimated >= MIN_SIMILARITY && haveSameNumbers(left, right)
  const reasons: readonly DuplicateReason[] = [
    ...(has('bytes:') ? (['bytes'] as const) : []),
    ...(has('page:') ? (['pages'] as const) : []),
    ...(isText ? (['text'] as const) : []),
  ]
  if (reasons.length === 0) return undefined
  return { reasons, similarity: has('bytes:') ? 1 : estimated }
}

function similarityOf({ signature }: Fingerprint, other: Fingerprint): number {
  if (signature.length === 0 || signature.length !== other.signature.length) return 0
  return signature.filter((value, order) => value === other.signature[order]).length / signature.length
}

function haveSameNumbers({ numbers }: Fingerprint, other: Fingerprint): boolean {
  const fewer = Math.min(numbers.length, other.numbers.length)
  if (fewer < MIN_NUMBERS) return true
  const common = numbers.filter((value) => other.numbers.includes(value)).length
  return common / fewer >= MIN_COMMON_NUMBERS
}
