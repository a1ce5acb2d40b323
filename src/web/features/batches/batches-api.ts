import { call, queryString } from '../../shared/api/client.ts'
import { randomKey, sendFiles } from '../../shared/api/upload.ts'
import type {
  BatchPage,
  BatchSummary,
  BatchView,
  CreateBatchRequest,
  ReceivedScans,
} from '../../shared/api/types.ts'

export async function fetchBatches(
  state: string,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<BatchPage> {
  return (await call(`/batches${queryString({ state, cursor, limit: 50 })}`, { signal })) as BatchPage
}

export async function fetchBatch(id: string, signal: AbortSignal): Promise<BatchView> {
  return (await call(`/batches/${id}`, { signal })) as BatchView
}

export async function createBatch(body: CreateBatchRequest): Promise<BatchSummary> {
  return (await call('/batches', { method: 'POST', body })) as BatchSummary
}

export async function closeBatch(batch: BatchView, reason: string): Promise<BatchSummary> {
  const body = reason === '' ? {} : { reason }
  const path = `/batches/${batch.id}/close`
  return (await call(path, { method: 'POST', body, version: batch.version })) as BatchSummary
}

export async function sendScans(
  id: string,
  files: readonly File[],
  onProgress: (share: number) => void,
): Promise<ReceivedScans> {
  const path = `/batches/${id}/scans`
  return (await sendFiles({
    path,
    fields: {},
    files,
    idempotencyKey: randomKey(),
    onProgress,
  })) as ReceivedScans
}

export async function sendProtocol(id: string, file: File): Promise<BatchSummary> {
  const path = `/batches/${id}/protocol`
  const upload = { path, fields: {}, files: [file], idempotencyKey: randomKey(), onProgress: () => undefined }
  return (await sendFiles(upload)) as BatchSummary
}
