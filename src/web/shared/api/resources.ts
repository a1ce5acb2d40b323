import { API, call, callForBytes, queryString } from './client.ts'
import type * as t from './types.ts'

/*
 * One function a call of the API. The answers are trusted to have the shape of the contract: the server
 * presents them through the same zod shapes, and its contract tests hold it to that.
 */

export async function fetchSession(signal?: AbortSignal): Promise<t.SessionView> {
  return (await call('/session', { signal, asksForSignIn: false })) as t.SessionView
}

export async function signIn(
  username: string,
  password: string,
  oneTimeCode: string,
): Promise<t.SessionView> {
  const body = { username, password, ...(oneTimeCode !== '' && { oneTimeCode }) }
  return (await call('/session', { method: 'POST', body, asksForSignIn: false })) as t.SessionView
}

export async function fetchSignInButtons(signal: AbortSignal): Promise<t.SignInButtonList> {
  return (await call('/oidc', { signal, asksForSignIn: false })) as t.SignInButtonList
}

export async function signOut(): Promise<void> {
  await call('/session', { method: 'DELETE', asksForSignIn: false })
}

export interface ItemFilter {
  readonly state?: string
  readonly orgUnit?: string
  readonly assignee?: string
  readonly channel?: string
  readonly cursor?: string | undefined
  readonly limit?: number
}

export async function fetchItems(filter: ItemFilter, signal?: AbortSignal): Promise<t.ItemPage> {
  return (await call(`/incoming-items${queryString({ ...filter })}`, { signal })) as t.ItemPage
}

export async function fetchItem(id: string, signal?: AbortSignal): Promise<t.ItemView> {
  return (await call(`/incoming-items/${id}`, { signal })) as t.ItemView
}

export async function fetchItemHistory(id: string, signal?: AbortSignal): Promise<t.History> {
  return (await call(`/incoming-items/${id}/history`, { signal })) as t.History
}

export async function actOnItem(
  item: Pick<t.ItemSummary, 'id' | 'version'>,
  action: t.ItemAction,
  body: unknown = {},
): Promise<t.ItemView> {
  const request = { method: 'POST', body, version: item.version } as const
  return (await call(`/incoming-items/${item.id}/${action}`, request)) as t.ItemView
}

export async function fetchDocument(id: string, signal?: AbortSignal): Promise<t.DocumentView> {
  return (await call(`/documents/${id}`, { signal })) as t.DocumentView
}

export async function fetchSimilarDocuments(
  id: string,
  signal?: AbortSignal,
): Promise<readonly t.SimilarDocument[]> {
  const answer = (await call(`/documents/${id}/similar`, { signal })) as {
    items: readonly t.SimilarDocument[]
  }
  return answer.items
}

export async function fetchDuplicates(
  id: string,
  signal?: AbortSignal,
): Promise<readonly t.PossibleDuplicate[]> {
  const answer = (await call(`/documents/${id}/duplicates`, { signal })) as {
    items: readonly t.PossibleDuplicate[]
  }
  return answer.items
}

export async function fetchEInvoice(id: string, signal?: AbortSignal): Promise<t.EInvoiceView> {
  return (await call(`/documents/${id}/e-invoice`, { signal })) as t.EInvoiceView
}

export async function fetchPage(documentId: string, page: number, signal?: AbortSignal): Promise<t.PageView> {
  return (await call(`/documents/${documentId}/pages/${page}`, { signal })) as t.PageView
}

/** The machine reads it again when nothing else is to be done. */
export async function renewDocument(documentId: string): Promise<void> {
  await call(`/documents/${documentId}/renewal`, { method: 'POST', body: {} })
}

export async function fetchMatches(
  documentId: string,
  page: number,
  q: string,
  signal?: AbortSignal,
): Promise<t.PageMatches> {
  return (await call(`/documents/${documentId}/pages/${page}/matches${queryString({ q })}`, {
    signal,
  })) as t.PageMatches
}

export interface CaseFileFilter {
  readonly state?: string
  readonly orgUnit?: string
  readonly filingPlanEntry?: string
  readonly text?: string
  readonly cursor?: string | undefined
  readonly limit?: number
}

export async function fetchCaseFiles(filter: CaseFileFilter, signal?: AbortSignal): Promise<t.CaseFilePage> {
  return (await call(`/case-files${queryString({ ...filter })}`, { signal })) as t.CaseFilePage
}

export async function fetchCaseFile(id: string, signal?: AbortSignal): Promise<t.CaseFileView> {
  return (await call(`/case-files/${id}`, { signal })) as t.CaseFileView
}

export async function createCaseFile(body: {
  subject: string
  filingPlanEntryId: string
  leadUnitId: string
  level: t.Level
}): Promise<t.CaseFileView> {
  return (await call('/case-files', { method: 'POST', body })) as t.CaseFileView
}

export async function changeCaseFile(
  file: Pick<t.CaseFileView, 'id' | 'version'>,
  body: t.PatchCaseFileRequest,
): Promise<void> {
  await call(`/case-files/${file.id}`, { method: 'PATCH', body, version: file.version })
}

export async function fetchProcedures(caseFileId: string, signal?: AbortSignal): Promise<t.ProcedureList> {
  return (await call(`/case-files/${caseFileId}/procedures`, { signal })) as t.ProcedureList
}

export async function fetchCaseFileDocuments(
  caseFileId: string,
  signal?: AbortSignal,
): Promise<t.CaseFileDocuments> {
  return (await call(`/case-files/${caseFileId}/documents`, { signal })) as t.CaseFileDocuments
}

export async function fetchCaseFileHistory(caseFileId: string, signal?: AbortSignal): Promise<t.History> {
  return (await call(`/case-files/${caseFileId}/history`, { signal })) as t.History
}

export async function fetchFilingPlan(signal?: AbortSignal): Promise<t.FilingPlanView> {
  return (await call('/filing-plan', { signal })) as t.FilingPlanView
}

export async function fetchRetentionClasses(signal?: AbortSignal): Promise<t.RetentionClassList> {
  return (await call('/retention-classes', { signal })) as t.RetentionClassList
}

export async function fetchOrgUnits(signal?: AbortSignal): Promise<t.OrgUnitList> {
  return (await call('/org-units', { signal })) as t.OrgUnitList
}

export async function fetchDocumentTypes(signal?: AbortSignal): Promise<t.DocumentTypeList> {
  return (await call('/document-types', { signal })) as t.DocumentTypeList
}

export interface SearchFilter {
  readonly q: string
  readonly documentType?: string
  readonly orgUnit?: string
  readonly sender?: string
  readonly state?: string
  readonly from?: string
  readonly to?: string
  readonly cursor?: string | undefined
}

export async function search(filter: SearchFilter, signal?: AbortSignal): Promise<t.SearchResult> {
  return (await call(`/search${queryString({ ...filter })}`, { signal })) as t.SearchResult
}

export async function completeSearch(q: string, signal?: AbortSignal): Promise<t.Completions> {
  return (await call(`/search/completions${queryString({ q })}`, { signal })) as t.Completions
}

function previewPath(documentId: string, page: number, widthPx: number): string {
  return `/documents/${documentId}/pages/${page}/preview.webp?width=${widthPx}`
}

/** Address of a page picture, for small ones that the browser asks for by itself. */
export function previewUrl(documentId: string, page: number, widthPx: number): string {
  return API + previewPath(documentId, page, widthPx)
}

export async function fetchPreview(
  documentId: string,
  page: number,
  widthPx: number,
  signal: AbortSignal,
): Promise<Blob> {
  return callForBytes(previewPath(documentId, page, widthPx), { signal })
}

export async function fetchCheckPreview(
  checkId: string,
  page: number,
  widthPx: number,
  signal: AbortSignal,
): Promise<Blob> {
  return callForBytes(`/scan-checks/${checkId}/pages/${page}/preview.webp?width=${widthPx}`, { signal })
}

export function originalUrl(documentId: string): string {
  return `${API}/documents/${documentId}/original`
}

export function viewCopyUrl(documentId: string): string {
  return `${API}/documents/${documentId}/view.pdf`
}
