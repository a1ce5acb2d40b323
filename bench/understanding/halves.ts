import { createHash } from 'node:crypto'

/** Which items are looked at, and where misses are told. */
export interface Look {
  keeps(id: string): boolean
  readonly misses: ((line: string) => void) | undefined
}

/** Draws an item into one of two halves, the same each time; all of them without a half. */
export function halfOf(half: string | undefined, seed = '1'): (id: string) => boolean {
  if (half === undefined) return () => true
  return (id) => (createHash('sha256').update(`${seed}:${id}`).digest().readUInt8(0) % 2) + 1 === Number(half)
}
