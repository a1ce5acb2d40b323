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
