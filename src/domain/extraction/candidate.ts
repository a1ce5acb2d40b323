import type { PostalAddress } from './postal-address.ts'
import type { Reason } from './proposal.ts'
import type { Place } from './reading.ts'

/** Somebody who may have sent the letter. */
export interface Candidate {
  readonly name: string
  readonly address?: PostalAddress
  readonly place: Place
  readonly reasons: readonly Reason[]
}
