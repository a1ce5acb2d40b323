import { call, queryString } from '../api/client.ts'
import type {
  ColleagueList,
  ClosingBlockers,
  DeadlineCalculation,
  DeadlineRule,
  DeskEntryList,
  DeskEntryPage,
  DeskEntryView,
  SetDeadlineRequest,
  SetResubmissionRequest,
} from '../api/types.ts'

/** Read again whenever an item or a case file changes. */
export const DESK_KEY = ['desk']

/** What entries stand on. */
export interface DeskObject {
  readonly kind: DeskEntryView['object']['kind']
  readonly id: string
}

export interface DeskFilter {
  readonly scope: 'mine' | 'unit'
  readonly kind?: DeskEntryView['kind'] | undefined
  readonly due?: 'now' | undefined
  readonly cursor?: string | undefined
  readonly limit?: number
}

function pathOf({ kind, id }: DeskObject): string {
  return kind === 'case-file' ? `/case-files/${id}` : `/incoming-items/${id}`
}

export async function fetchDeskEntries(filter: DeskFilter, signal: AbortSignal): Promise<DeskEntryPage> {
  return (await call(`/desk-entries${queryString({ ...filter })}`, { signal })) as DeskEntryPage
}

export async function fetchObjectEntries(object: DeskObject, signal: AbortSignal): Promise<DeskEntryList> {
  return (await call(`${pathOf(object)}/desk-entries`, { signal })) as DeskEntryList
}

export async function calculateDeadline(
  rule: DeadlineRule,
  signal: AbortSignal,
): Promise<DeadlineCalculation> {
  const request = { method: 'POST', body: { rule }, signal } as const
  return (await call('/deadline-calculations', request)) as DeadlineCalculation
}

export async function setDeadline(object: DeskObject, body: SetDeadlineRequest): Promise<DeskEntryView> {
  return (await call(`${pathOf(object)}/deadlines`, { method: 'POST', body })) as DeskEntryView
}

export async function setResubmission(
  object: DeskObject,
  body: SetResubmissionRequest,
): Promise<DeskEntryView> {
  return (await call(`${pathOf(object)}/resubmissions`, { method: 'POST', body })) as DeskEntryView
}

type Version = Pick<DeskEntryView, 'id' | 'version'>

export async function moveEntry({ id, version }: Version, body: { dueOn: string; reason?: string }) {
  return (await call(`/desk-entries/${id}`, { method: 'PATCH', version, body })) as DeskEntryView
}

export async function settleEntry({ id, version }: Version): Promise<DeskEntryView> {
  return (await call(`/desk-entries/${id}/settle`, { method: 'POST', version, body: {} })) as DeskEntryView
}

export async function withdrawEntry({ id, version }: Version, reason: string): Promise<DeskEntryView> {
  const request = { method: 'POST', version, body: { reason } } as const
  return (await call(`/desk-entries/${id}/withdraw`, request)) as DeskEntryView
}

export type Colleague = ColleagueList['items'][number]

export async function fetchColleagues(signal: AbortSignal): Promise<readonly Colleague[]> {
  return ((await call('/colleagues', { signal })) as ColleagueList).items
}

export async function fetchClosing(caseFileId: string, signal: AbortSignal): Promise<ClosingBlockers> {
  return (await call(`/case-files/${caseFileId}/closing`, { signal })) as ClosingBlockers
}
