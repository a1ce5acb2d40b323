import type { CaseFile, FilingPlanEntry } from './case-file.ts'
import type { DisposalProposal, RetentionClass } from './retention-class.ts'

/** The proposal that counts, and where it comes from. */
export interface CountingAppraisal {
  readonly value: DisposalProposal
  readonly from: 'case-file' | 'entry' | 'class'
  readonly reason?: string
}

/**
 * That of the case file itself, else of the nearest entry of the filing plan that has one, else of the retention class.
 *
 * @param line the entry of the file and those above it, the nearest first
 */
export function countingAppraisal(
  { appraisal }: Pick<CaseFile, 'appraisal'>,
  line: readonly Pick<FilingPlanEntry, 'appraisal'>[],
  retentionClass: Pick<RetentionClass, 'proposal'> | undefined,
): CountingAppraisal | undefined {
  if (appraisal !== undefined) return { value: appraisal.value, from: 'case-file', reason: appraisal.reason }
  const ofEntry = line.find((entry) => entry.appraisal !== undefined)?.appraisal
  if (ofEntry !== undefined) return { value: ofEntry.value, from: 'entry', reason: ofEntry.reason }
  return retentionClass === undefined ? undefined : { value: retentionClass.proposal, from: 'class' }
}
