import type { Money, ProposalField } from '../extraction/proposal.ts'

/** Fields that people confirm as index data; unit and case file are set by routing and filing instead. */
export type IndexField = Exclude<ProposalField, 'orgUnit' | 'caseFile'>

type SingleField = Exclude<IndexField, ListField>
type ListField = 'fileNumbers' | 'amounts' | 'ibans' | 'deadlines' | 'emails' | 'phones'

/** What a person sets: `null` takes a value away, an absent field stays as it is. */
export type IndexInput = {
  readonly [Field in SingleField]?: string | null | undefined
} & {
  readonly [Field in ListField]?: readonly (Field extends 'amounts' ? Money : string)[] | undefined
}
