import type { Actor } from '../../domain/access/actor.ts'
import type { Channel } from '../../domain/intake/incoming-item.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'
import type { ReceivedUpload } from '../shared/received-upload.ts'

export interface ReceiveItemInput {
  readonly files: readonly ReceivedUpload[]
  readonly channel: Channel
  /** ISO 8601 instant; now when absent. */
  readonly receivedAt?: string | undefined
  readonly subject?: string | undefined
  readonly sender?: string | undefined
  readonly note?: string | undefined
  readonly batchId?: string | undefined
  /** `requestHash` covers all that the request says, the hashes of its files included. */
  readonly idempotency?: { readonly key: string; readonly requestHash: string } | undefined
}

export interface ReceivedItem extends ItemWithDocuments {
  /** True when this is the kept answer of an earlier request with the same key. */
  readonly replayed: boolean
}

/**
 * Takes in a new item. On return originals and records are durable.
 *
 * @throws {MailroomError} `forbidden`, `validation-failed`, `unsupported-media-type`, `idempotency-key-reused`,
 *   `idempotency-in-progress`, `content-mismatch`, `insufficient-storage`, `dependency-unavailable`
 */
export type ReceiveItem = (
  actor: Actor,
  input: ReceiveItemInput,
  signal: AbortSignal,
) => Promise<ReceivedItem>
