import { API, call, callForBytes, queryString } from '../../shared/api/client.ts'
import type { Box, DisclosureView, RedactionMark, RedactionView } from '../../shared/api/types.ts'

interface List<T> {
  readonly items: readonly T[]
}

export async function fetchDisclosures(
  caseFileId: string,
  signal: AbortSignal,
): Promise<List<DisclosureView>> {
  return (await call(`/case-files/${caseFileId}/disclosures`, { signal })) as List<DisclosureView>
}

export interface Disclosing {
  readonly form: 'pdf' | 'zip'
  readonly recipient: string
  readonly legalBasis: string
  readonly note?: string
  readonly documents?: readonly { readonly documentId: string; readonly redactionId?: string }[]
}

/** The file itself. */
export async function disclose(caseFileId: string, body: Disclosing): Promise<Blob> {
  return callForBytes(`/case-files/${caseFileId}/disclosures`, { method: 'POST', body })
}

export async function fetchRedactions(documentId: string, signal: AbortSignal): Promise<List<RedactionView>> {
  return (await call(`/documents/${documentId}/redactions`, { signal })) as List<RedactionView>
}

export async function redact(
  documentId: string,
  marks: readonly RedactionMark[],
  note: string,
): Promise<RedactionView> {
  const body = { marks, ...(note !== '' && { note }) }
  return (await call(`/documents/${documentId}/redactions`, { method: 'POST', body })) as RedactionView
}

export async function checkRedaction(documentId: string, redactionId: string): Promise<RedactionView> {
  const path = `/documents/${documentId}/redactions/${redactionId}/check`
  return (await call(path, { method: 'POST' })) as RedactionView
}

export function redactionUrl(documentId: string, redactionId: string): string {
  return `${API}/documents/${documentId}/redactions/${redactionId}/redacted.pdf`
}

export async function fetchWordPlaces(
  documentId: string,
  text: string,
): Promise<List<{ readonly page: number; readonly box: Box }>> {
  return (await call(`/documents/${documentId}/word-places${queryString({ text })}`)) as List<{
    readonly page: number
    readonly box: Box
  }>
}
