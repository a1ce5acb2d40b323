import type { GivenAppraisal } from '../../shared/appraisal-dialog.tsx'
import { API, call, callForBytes } from '../../shared/api/client.ts'
import type { DisposalRunSummary, DisposalRunView, DueFileList } from '../../shared/api/types.ts'

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

export interface Preparing {
  readonly caseFileIds: readonly string[]
  readonly archive: string
  readonly isDirect: boolean
}

export async function fetchRuns(
  signal: AbortSignal,
): Promise<{ readonly items: readonly DisposalRunSummary[] }> {
  return (await call('/disposal/runs', { signal })) as { readonly items: readonly DisposalRunSummary[] }
}

export async function prepareRun(body: Preparing): Promise<DisposalRunSummary> {
  return (await call('/disposal/runs', { method: 'POST', body })) as DisposalRunSummary
}

export async function fetchRun(runId: string, signal: AbortSignal): Promise<DisposalRunView> {
  return (await call(`/disposal/runs/${runId}`, { signal })) as DisposalRunView
}

export type RunStep = 'request-destruction' | 'approve-destruction' | 'erase'

export async function stepRun(runId: string, step: RunStep): Promise<void> {
  await call(`/disposal/runs/${runId}/${step}`, { method: 'POST' })
}

export async function cancelRun(runId: string, reason: string): Promise<void> {
  await call(`/disposal/runs/${runId}/cancel`, { method: 'POST', body: { reason } })
}

const MESSAGE_NAMES = {
  offer: 'Aussonderung.Anbieteverzeichnis.0501',
  transfer: 'Aussonderung.Aussonderung.0503',
}

export type MessageKind = keyof typeof MESSAGE_NAMES

/** As the standard has it: archives know a message by the name of its container. */
export function messageFilename(processId: string, kind: MessageKind): string {
  return `${processId}_${MESSAGE_NAMES[kind]}.zip`
}

/** The container with the message. */
export async function fetchMessage(runId: string, kind: MessageKind): Promise<Blob> {
  return callForBytes(`/disposal/runs/${runId}/${kind}`, { method: 'POST' })
}

export async function sendAnswer(runId: string, xml: string): Promise<void> {
  await call(`/disposal/runs/${runId}/answer`, { method: 'POST', body: { xml } })
}

export interface Letter {
  readonly reference: string
  readonly answers: readonly { readonly caseFileId: string; readonly answer: 'A' | 'V' | 'imported' }[]
}

export async function recordLetter(runId: string, body: Letter): Promise<void> {
  await call(`/disposal/runs/${runId}/letter`, { method: 'POST', body })
}

export function certificateUrl(runId: string): string {
  return `${API}/disposal/runs/${runId}/certificate.pdf`
}
