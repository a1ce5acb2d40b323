import type { GivenAppraisal } from '../../shared/appraisal-dialog.tsx'
import { call } from '../../shared/api/client.ts'
import type { DueFileList } from '../../shared/api/types.ts'

export const DISPOSAL_KEY = ['disposal'] as const

/** @param on a day; today when empty */
export async function fetchDueFiles(on: string, signal: AbortSignal): Promise<DueFileList> {
  return (await call(`/disposal/due${on === '' ? '' : `?on=${on}`}`, { signal })) as DueFileList
}

export async function appraiseDueFile(caseFileId: string, body: GivenAppraisal): Promise<void> {
  await call(`/disposal/due/${caseFileId}/appraise`, { method: 'POST', body })
}

export async function appraiseEntry(entryId: string, body: GivenAppraisal): Promise<void> {
  await call(`/filing-plan/${entryId}/appraise`, { method: 'POST', body })
}
