import { call, queryString } from '../../shared/api/client.ts'
import { randomKey, sendFiles } from '../../shared/api/upload.ts'
import type { RecordResultRequest, ScanCheckQueue, ScanCheckView } from '../../shared/api/types.ts'

export const QUALITY_KEY = ['scan-checks'] as const

export async function fetchChecks(protectionClass: string, signal: AbortSignal): Promise<ScanCheckQueue> {
  return (await call(`/scan-checks${queryString({ protectionClass })}`, { signal })) as ScanCheckQueue
}

export async function fetchCheck(id: string, signal: AbortSignal): Promise<ScanCheckView> {
  return (await call(`/scan-checks/${id}`, { signal })) as ScanCheckView
}

type Seen = Pick<ScanCheckView, 'id' | 'version'>

export async function recordResult({ id, version }: Seen, body: RecordResultRequest): Promise<ScanCheckView> {
  return (await call(`/scan-checks/${id}/result`, { method: 'POST', body, version })) as ScanCheckView
}

export async function restorePages(
  { id, version }: Seen,
  body: { readonly pages: readonly number[]; readonly reason: string },
): Promise<ScanCheckView> {
  return (await call(`/scan-checks/${id}/restore-pages`, { method: 'POST', body, version })) as ScanCheckView
}

export async function rescan({ id, version }: Seen, file: File, reason: string): Promise<ScanCheckView> {
  const upload = {
    path: `/scan-checks/${id}/rescan`,
    fields: { reason },
    files: [file],
    idempotencyKey: randomKey(),
    version,
    onProgress: () => undefined,
  }
  return (await sendFiles(upload)) as ScanCheckView
}
