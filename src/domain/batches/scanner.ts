import type { BatchSettings, ScanSettings } from './batch.ts'

/** A scanner that puts its files into a folder of its own (`storage/inbox/<city>/<folder>`). */
export interface Scanner extends ScanSettings {
  readonly id: string
  readonly tenantId: string
  readonly name: string
  /** Unique in the tenant: below the name of the city in its address, so that no city learns of or claims folders of others. */
  readonly folder: string
  readonly disabled: boolean
  /** What its folder has last brought in. May lag behind by `SEEN_AGAIN_MS`, and is no change of the record. */
  readonly lastScan?: LastScan
  readonly version: number
}

export interface LastScan {
  /** ISO 8601 instant. */
  readonly at: string
  readonly batchId: string
  readonly batchNumber: string
}

/** A scanner brings thousands of files a day; that it does is written down no more often, but for each new batch. */
const SEEN_AGAIN_MS = 5 * 60 * 1_000

/** Whether it is worth a write. */
export function isNews(
  { lastScan }: { readonly lastScan?: LastScan | undefined },
  { at, batchId }: LastScan,
): boolean {
  if (lastScan?.batchId !== batchId) return true
  return Date.parse(at) - Date.parse(lastScan.at) >= SEEN_AGAIN_MS
}

/** Of the batches that its folder fills. */
export function batchSettingsOf({
  id: _id,
  tenantId: _tenantId,
  folder: _folder,
  disabled: _disabled,
  lastScan: _lastScan,
  version: _version,
  name,
  ...settings
}: Scanner): BatchSettings {
  return { ...settings, scanner: name, operator: name }
}
