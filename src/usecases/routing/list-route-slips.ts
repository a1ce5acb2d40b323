import { worksOnPost, type Actor, type Person } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { DeskObject } from '../../domain/desk/desk-entry.ts'
import { namedLike } from '../../domain/notes/name-search.ts'
import type { Users } from '../../ports/organisation.ts'
import { readingPermission } from '../shared/desk-entries.ts'
import { findRecord } from '../shared/granted-record.ts'
import { shownSlip, type RouteSlipPorts, type ShownSlip } from '../shared/route-slips.ts'

/** All route slips of an item or a case file, the newest first. @throws {MailroomError} `forbidden`, `not-found` */
export type ListRouteSlips = (
  actor: Actor,
  object: DeskObject,
  signal: AbortSignal,
) => Promise<readonly ShownSlip[]>

export function createListRouteSlips(
  ports: Pick<RouteSlipPorts, 'routeSlips' | 'incomingItems' | 'caseFiles' | 'readLog'>,
): ListRouteSlips {
  return async function listRouteSlips(actor, object, signal) {
    requirePermission(actor, readingPermission(object))
    const found = await findRecord(ports, actor, object, signal)
    await ports.readLog.viewed(actor, [{ ...object, readKeys: found.record.readKeys }], signal)
    const slips = await ports.routeSlips.ofObject(actor, object, signal)
    return slips.map((slip) => shownSlip(actor, slip, found))
  }
}

/** People whom a step can ask, by what is typed of their names; the first few. @throws {MailroomError} `forbidden` */
export type ListRoutePeople = (actor: Actor, typed: string, signal: AbortSignal) => Promise<readonly Person[]>

const MOST_SHOWN = 8

export function createListRoutePeople({ users }: { readonly users: Users }): ListRoutePeople {
  return async function listRoutePeople(actor, typed, signal) {
    requirePermission(actor, 'items:index')
    return (await users.list(actor, signal))
      .filter(
        ({ disabled, roles, displayName }) =>
          !disabled && worksOnPost(roles) && namedLike(displayName, typed),
      )
      .map(({ id: userId, displayName }) => ({ userId, displayName }))
      .toSorted((left, right) => left.displayName.localeCompare(right.displayName, 'de'))
      .slice(0, MOST_SHOWN)
  }
}
