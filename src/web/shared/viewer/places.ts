import type { Box } from '../api/types.ts'

/** Something to be drawn on a page picture: where a proposal stands, a word that was searched for, or one that is picked. */
export interface Place {
  readonly id: string
  readonly page: number
  readonly box: Box
  readonly label: string
  readonly kind: 'proposal' | 'hit' | 'picked'
  readonly active: boolean
}
