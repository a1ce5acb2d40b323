import type { BatchSettings, ScanSettings } from './batch.ts'

/** A scanner that puts its files into a folder of its own (`storage/inbox/<city>/<folder>`). */
export interface Scanner extends ScanSettings {
  readonly id: string
  readonly tenantId: string
  readonly name: string
  /** Unique in the tenant: below the name of the city in its address, so that no city learns of or claims folders of others. */
  readonly folder: string
  readonly disabled: boolean
  readonly version: number
}

/** Of the batches that its folder fills. */
export function batchSettingsOf({
  id: _id,
  tenantId: _tenantId,
  folder: _folder,
  disabled: _disabled,
  version: _version,
  name,
  ...settings
}: Scanner): BatchSettings {
  return { ...settings, scanner: name, operator: name }
}
