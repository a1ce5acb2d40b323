import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { registerEntryOf, type RegisterEntry } from '../../domain/register/register-entry.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'
import type { Tenants } from '../../ports/organisation.ts'
import type { Page, PageRequest } from '../../ports/repository.ts'
import { readRegister, type RegisterQuery } from '../shared/register-reading.ts'
import { required } from '../shared/required.ts'

/** A page of the mail register. @throws {MailroomError} `forbidden`, `validation-failed` */
export type ListRegister = (
  actor: Actor,
  query: RegisterQuery,
  page: PageRequest,
  signal: AbortSignal,
) => Promise<Page<RegisterEntry>>

export function createListRegister(ports: {
  readonly incomingItems: IncomingItems
  readonly tenants: Tenants
}): ListRegister {
  return async function listRegister(actor, query, page, signal) {
    requirePermission(actor, 'register:read')
    const tenant = required(await ports.tenants.find(actor.tenantId, signal))
    const found = await readRegister(ports, actor, { query, tenant }, page, signal)
    return { ...found, items: found.items.map((item) => registerEntryOf(item, actor)) }
  }
}
