import type { FieldResult } from '../extraction/evidence.ts'
import type { Proposal } from '../extraction/proposal.ts'

/** A person has put the sheet on top, but may have taken the wrong one. */
const COVER_SHEET_WEIGHT = 0.96

/** The document type that a cover sheet names stands before what was learnt; both reasons, where both say the same. */
export function withCoverSheetType(learnt: FieldResult, documentType: string | undefined): FieldResult {
  if (documentType === undefined) return learnt
  const same = learnt.proposals.find(({ value }) => value === documentType)
  const others = learnt.proposals.filter(({ value }) => value !== documentType)
  const proposal: Proposal = {
    ...same,
    value: documentType,
    weight: Math.max(COVER_SHEET_WEIGHT, same?.weight ?? 0),
    reasons: [
      { kind: 'cover-sheet', text: 'Das Deckblatt nennt diese Dokumentart.', weight: 1 },
      ...(same?.reasons ?? []),
    ],
  }
  return {
    proposals: [proposal, ...others.map((other) => ({ ...other, weight: Math.min(other.weight, REST) }))],
  }
}

/** What is left for all other types. */
const REST = 1 - COVER_SHEET_WEIGHT
