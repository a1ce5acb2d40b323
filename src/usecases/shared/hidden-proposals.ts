import type { Actor } from '../../domain/access/actor.ts'
import type { Proposals } from '../../domain/extraction/proposal.ts'
import type { CaseFile } from '../../domain/filing/case-file.ts'
import type { Documents } from '../../ports/documents.ts'
import type { ChangedRecord } from './ledger.ts'

/** Ways to a unit that name the file in their reasons. */
const OF_A_FILE: ReadonlySet<string> = new Set(['case-file', 'follow-up'])
const ABSTAINED = 'Kein Zeichen im Schreiben gehört zu einer offenen Akte.'

/**
 * Takes back what the machine proposed of a case file that few may know: that there is such a file, and which unit keeps
 * it. Joins the running transaction.
 */
export async function withoutProposedFile(
  { documents }: { readonly documents: Documents },
  machine: Actor,
  caseFile: CaseFile,
  signal: AbortSignal,
): Promise<ChangedRecord[]> {
  const changed: ChangedRecord[] = []
  for (const document of await documents.proposedFor(machine, caseFile.id, signal)) {
    const proposals = withoutFile(document.proposals, caseFile)
    const { id, readKeys } = await documents.save(machine, { ...document, proposals }, signal)
    changed.push({ kind: 'document', id, readKeys })
  }
  return changed
}

function withoutFile(proposals: Proposals, { id, leadUnitId }: CaseFile): Proposals {
  const { caseFile = [], orgUnit = [] } = proposals.fields
  const files = caseFile.filter(({ value }) => value !== id)
  const units = orgUnit.filter(
    ({ value, details }) => value !== leadUnitId || !OF_A_FILE.has(String(details?.['source'])),
  )
  return {
    fields: { ...proposals.fields, caseFile: files, orgUnit: units },
    abstained: { ...proposals.abstained, ...(files.length === 0 ? { caseFile: ABSTAINED } : {}) },
  }
}
