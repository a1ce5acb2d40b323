import { holdsKey, systemActor, type Actor } from '../../domain/access/actor.ts'
import { isReadLogged, may, requirePermission } from '../../domain/access/policy.ts'
import type { KeyClaim } from '../../ports/intake-store.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'
import { createKeyedRequest } from '../shared/keyed-request.ts'
import { loadItem } from '../shared/load-item.ts'
import type { NewMail } from '../shared/new-item.ts'
import { takeIn, type IntakePorts } from '../shared/take-in.ts'

export interface ReceiveItemInput extends NewMail {
  /** `requestHash` covers all that the request says, the hashes of its files included. */
  readonly idempotency?: KeyClaim | undefined
}

export interface ReceivedItem extends ItemWithDocuments {
  /** True when this is the kept answer of an earlier request with the same key. */
  readonly replayed: boolean
  /**
   * False when the caller may not read the item as it is by now, or looking at it must be written down: then he gets the
   * receipt only.
   */
  readonly readable: boolean
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

export function createReceiveItem(ports: IntakePorts): ReceiveItem {
  const onceByKey = createKeyedRequest(ports)

  /** The receipt belongs to whoever made the request, also when somebody else works on the item by now. */
  async function kept(actor: Actor, itemId: string, signal: AbortSignal): Promise<ReceivedItem> {
    const reader = systemActor(actor.tenantId, actor.requestId)
    const answer = await loadItem(ports, reader, itemId, signal)
    const { readKeys } = answer.item
    const isReader = may(actor, 'items:read') && holdsKey(actor, readKeys)
    return { ...answer, replayed: true, readable: isReader && !isReadLogged(actor, readKeys) }
  }

  return async function receiveItem(actor, input, signal) {
    requirePermission(actor, 'items:create')
    return onceByKey(
      actor,
      input.idempotency,
      {
        again: (itemId) => kept(actor, itemId, signal),
        async first(keep) {
          const taken = await takeIn(ports, actor, input, signal, async ({ item }) => {
            await keep(item.id)
            return undefined
          })
          return { ...taken, replayed: false, readable: true }
        },
      },
      signal,
    )
  }
}
