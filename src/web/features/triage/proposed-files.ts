import { useQueries } from '@tanstack/react-query'
import type { CaseFileView, DocumentView, Proposal } from '../../shared/api/types.ts'
import { caseFileQuery } from '../../shared/case-file-query.ts'
import { useMay } from '../../shared/session.tsx'

export interface ProposedFile {
  readonly file: CaseFileView
  readonly proposal: Proposal
}

/** The case files that the machine proposes and the person may see. */
export function useProposedFiles(document: DocumentView): readonly ProposedFile[] {
  const may = useMay()
  const proposals = may('files:read') ? (document.proposals.caseFile ?? []) : []
  const answers = useQueries({ queries: proposals.map((proposal) => caseFileQuery(idOf(proposal))) })
  return proposals.flatMap((proposal, index) => {
    const file = answers[index]?.data
    return file === undefined ? [] : [{ file, proposal }]
  })
}

/** The value of a proposed unit or case file is its id. */
export function idOf({ value }: Proposal): string {
  return typeof value === 'string' ? value : ''
}
