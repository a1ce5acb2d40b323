import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { DeskEntry } from '../../domain/desk/desk-entry.ts'
import type { DeskFilter } from '../../ports/desk-entries.ts'
import type { Page, PageRequest } from '../../ports/repository.ts'
import { dated, type DatedEntry, type DeskPorts } from '../shared/desk-entries.ts'
import { todayOf } from '../shared/today.ts'

export interface DeskQuery {
  /** What the actor, or whom he stands in for, is to see to; or all that lies on the desks of his units. */
  readonly scope: 'mine' | 'unit'
  readonly kind?: DeskEntry['kind'] | undefined
  /** Only those of which people are reminded today. */
  readonly dueOnly: boolean
}

/** Open ones in the order of their days, so that what is overdue comes first. */
export type ListDeskEntries = (
  actor: Actor,
  query: DeskQuery,
  page: PageRequest,
  signal: AbortSignal,
) => Promise<Page<DatedEntry>>

export function createListDeskEntries(
  ports: Pick<DeskPorts, 'deskEntries' | 'tenants' | 'clock'>,
): ListDeskEntries {
  return async function listDeskEntries(actor, query, page, signal) {
    requirePermission(actor, 'items:read')
    const today = await todayOf(ports, actor, signal)
    const found = await ports.deskEntries.list(actor, filterOf(actor, query, today), page, signal)
    return { ...found, items: found.items.map((entry) => dated(entry, today)) }
  }
}

function filterOf(actor: Actor, { scope, kind, dueOnly }: DeskQuery, today: string): DeskFilter {
  const people = [actor.userId, ...(actor.represents ?? []).map(({ userId }) => userId)]
  return {
    ...(scope === 'mine' ? { assigneeIds: people } : { keepers: actor.grantKeys }),
    ...(kind === undefined ? {} : { kind }),
    ...(dueOnly ? { remindBy: today } : {}),
  }
}
