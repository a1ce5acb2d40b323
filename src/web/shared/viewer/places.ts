import type { Box } from '../api/types.ts'

/** Something to be drawn on a page picture: where a proposal stands, or a word that was searched for. */
export interface Place {
  readonly id: string
  readonly page: number
  readonly box: Box
  readonly label: string
  readonly kind: 'proposal' | 'hit'
  readonly active: boolean
}
