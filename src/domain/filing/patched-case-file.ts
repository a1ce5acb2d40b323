import type { CaseFile, CaseFileState } from './case-file.ts'

/** A case file with a new subject or state. The time of closing goes with the state. */
export function patchedCaseFile(
  caseFile: CaseFile,
  patch: { readonly subject?: string | undefined; readonly state?: CaseFileState | undefined },
  now: Date,
): CaseFile {
  const state = patch.state ?? caseFile.state
  const next: { -readonly [Field in keyof CaseFile]: CaseFile[Field] } = {
    ...caseFile,
    subject: patch.subject ?? caseFile.subject,
    state,
  }
  if (state === 'open') delete next.closedAt
  else next.closedAt = caseFile.closedAt ?? now.toISOString()
  return next
}
