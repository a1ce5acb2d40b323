import { call } from '../../shared/api/client.ts'
import type { CaseFileView, FileEntryView, RetentionView, SubFileView } from '../../shared/api/types.ts'

interface Items<Item> {
  readonly items: readonly Item[]
}

export async function fetchSubFiles(caseFileId: string, signal: AbortSignal): Promise<Items<SubFileView>> {
  return (await call(`/case-files/${caseFileId}/sub-files`, { signal })) as Items<SubFileView>
}

export async function fetchEntries(caseFileId: string, signal: AbortSignal): Promise<Items<FileEntryView>> {
  return (await call(`/case-files/${caseFileId}/entries`, { signal })) as Items<FileEntryView>
}

export async function fetchReferences(caseFileId: string, signal: AbortSignal): Promise<Items<CaseFileView>> {
  return (await call(`/case-files/${caseFileId}/references`, { signal })) as Items<CaseFileView>
}

export async function fetchRetention(caseFileId: string, signal: AbortSignal): Promise<RetentionView> {
  return (await call(`/case-files/${caseFileId}/retention`, { signal })) as RetentionView
}

/** What changes a case file beyond its own fields, each by an address of its own. */
export interface FileChanges {
  readonly 'sub-files': { readonly subject: string }
  readonly procedures: { readonly subject: string; readonly subFileId?: string }
  readonly 'change-procedure': {
    readonly procedureId: string
    readonly subject: string
    readonly subFileId: string | null
    readonly reason: string
  }
  readonly 'move-document': {
    readonly documentId: string
    readonly procedureId: string | null
    readonly reason: string
  }
  readonly 'void-document': { readonly documentId: string; readonly reason: string }
  readonly references: { readonly otherId: string }
  readonly 'remove-reference': { readonly otherId: string; readonly reason: string }
  readonly appraise: { readonly value: 'A' | 'B' | 'V' | null; readonly reason: string }
  readonly hold: { readonly owner: string; readonly reason: string }
  readonly 'lift-hold': { readonly holdId: string; readonly reason: string }
}

export async function changeFile<Kind extends keyof FileChanges>(
  caseFileId: string,
  kind: Kind,
  body: FileChanges[Kind],
): Promise<void> {
  await call(`/case-files/${caseFileId}/${kind}`, { method: 'POST', body })
}
