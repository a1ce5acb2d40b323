import type { Actor } from '../../domain/access/actor.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { loadItem, type ItemPorts } from '../shared/load-item.ts'

/** @throws {MailroomError} `not-found` */
export type FindItem = (actor: Actor, itemId: string, signal: AbortSignal) => Promise<ItemWithDocuments>

export function createFindItem(ports: ItemPorts): FindItem {
  return async function findItem(actor, itemId, signal) {
    requirePermission(actor, 'items:read')
    return loadItem(ports, actor, itemId, signal)
  }
}
