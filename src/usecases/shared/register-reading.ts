import { systemActor, type Actor } from '../../domain/access/actor.ts'
import type { Tenant } from '../../domain/access/organisation.ts'
import type { Channel, IncomingItem, ItemState } from '../../domain/intake/incoming-item.ts'
import { dayAfter, instantOf } from '../../domain/intake/local-time.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'
import type { Page, PageRequest } from '../../ports/repository.ts'
import { invalid } from './required.ts'

/** Which lines of the mail register are wanted. */
export interface RegisterQuery {
  /** First and last day of arrival by the calendar of the town, `YYYY-MM-DD`. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly channel?: Channel | undefined
  readonly states?: readonly ItemState[] | undefined
  /** Exactly as it stands in the register. */
  readonly sender?: string | undefined
}

/**
 * Items of the register, newest arrival first: all of the tenant, whoever may read them. Only where a sender is asked for,
 * letters that the actor may not read are left out, since finding them would tell who has written.
 *
 * @throws {MailroomError} `validation-failed`
 */
export async function readRegister(
  { incomingItems }: { readonly incomingItems: IncomingItems },
  actor: Actor,
  { query, tenant }: { readonly query: RegisterQuery; readonly tenant: Tenant },
  page: PageRequest,
  signal: AbortSignal,
): Promise<Page<IncomingItem>> {
  const { from, to, channel, states, sender } = query
  if (from !== undefined && to !== undefined && from > to)
    throw invalid('to', 'Der letzte Tag liegt vor dem ersten.')
  const dayStart = (day: string): string => instantOf(`${day}T00:00:00`, tenant.timeZone).toISOString()
  const filter = {
    received: {
      ...(from === undefined ? {} : { from: dayStart(from) }),
      ...(to === undefined ? {} : { below: dayStart(dayAfter(to, 1)) }),
    },
    ...(channel === undefined ? {} : { channel }),
    ...(states === undefined ? {} : { states }),
    ...(sender === undefined ? {} : { sender }),
  }
  const reader = sender === undefined ? systemActor(actor.tenantId, actor.requestId) : actor
  return incomingItems.byArrival(reader, filter, page, signal)
}
