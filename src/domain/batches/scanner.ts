import type { BatchChannel, ProtectionClass } from './batch.ts'

/** A scanner that puts its files into a folder of its own (`storage/inbox/<folder>`). */
export interface Scanner {
  readonly id: string
  readonly tenantId: string
  readonly name: string
  /** Unique in the installation, because the folders of all tenants lie side by side. */
  readonly folder: string
  readonly site?: string
  readonly profile?: string
  readonly protectionClass: ProtectionClass
  readonly channel: BatchChannel
  readonly dividesAlone: boolean
  readonly byContent: boolean
  readonly disabled: boolean
  readonly version: number
}

/** Safe on every file system, and no name that could leave the folder. */
export const SCANNER_FOLDER = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/
