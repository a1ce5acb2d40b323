import type { CaseFile } from '../filing/case-file.ts'
import type { IncomingItem, Target } from '../intake/incoming-item.ts'
import { unitKey, type GrantKey } from './actor.ts'
import type { OrgUnit } from './organisation.ts'
import { unitIdsOf } from './policy.ts'

/** From one unit to another, when the town is organised anew. */
export interface UnitMove {
  readonly fromUnitId: string
  readonly toUnitId: string
}

/** Whoever works in the new unit opens what those of the old one did; every other key stays. */
export function keysAfterMove(
  readKeys: readonly GrantKey[],
  { fromUnitId, toUnitId }: UnitMove,
): readonly GrantKey[] {
  const [from, to] = [unitKey(fromUnitId), unitKey(toUnitId)]
  const isOfUnit = (key: GrantKey): boolean => key.startsWith(from) && !/^[\w-]/.test(key.slice(from.length))
  return [...new Set(readKeys.map((key) => (isOfUnit(key) ? to + key.slice(from.length) : key)))]
}

/** Whether a unit has it: by being its target, or because its people read it before it was sent anywhere. */
export function isWithUnit({ target, readKeys }: IncomingItem, orgUnitId: string): boolean {
  return target?.orgUnitId === orgUnitId || unitIdsOf(readKeys).includes(orgUnitId)
}

/**
 * What has another unit as its target is only read by others from now on; who works on it goes on.
 *
 * @param staysWith whether somebody works in the new unit too, and keeps what is in his hands
 */
export function itemAfterMove(
  item: IncomingItem,
  move: UnitMove,
  staysWith: (userId: string) => boolean,
): IncomingItem {
  const { claim, target, followUp, ...others } = item
  const keepsClaim = claim !== undefined && (isElsewhere(target, move) || staysWith(claim.userId))
  const isDropped = claim !== undefined && !keepsClaim && item.state === 'accepted'
  return {
    ...others,
    ...(isDropped ? { state: 'routed' } : {}),
    ...(keepsClaim ? { claim } : {}),
    ...(target === undefined ? {} : { target: targetAfterMove(target, move, staysWith) }),
    ...(followUp === undefined ? {} : { followUp: placeAfterMove(followUp, move) }),
    readKeys: keysAfterMove(item.readKeys, move),
  }
}

function isElsewhere(target: Target | undefined, { fromUnitId }: UnitMove): boolean {
  return target !== undefined && target.orgUnitId !== fromUnitId
}

function targetAfterMove(target: Target, move: UnitMove, staysWith: (userId: string) => boolean): Target {
  if (isElsewhere(target, move)) return target
  const { assigneeId, ...place } = placeAfterMove(target, move)
  return { ...place, ...(assigneeId !== undefined && staysWith(assigneeId) ? { assigneeId } : {}) }
}

function placeAfterMove<Place extends { readonly orgUnitId?: string }>(place: Place, move: UnitMove): Place {
  return place.orgUnitId === move.fromUnitId ? { ...place, orgUnitId: move.toUnitId } : place
}

export function caseFileAfterMove(caseFile: CaseFile, move: UnitMove): CaseFile {
  return { ...caseFile, leadUnitId: move.toUnitId, readKeys: keysAfterMove(caseFile.readKeys, move) }
}

/**
 * Where the work of a unit goes whose last day is over: to its successor, or to that one's when it has ended by then as well.
 * `undefined` while the unit lasts, and when nobody was named.
 *
 * @param units every unit of the tenant
 * @param day `YYYY-MM-DD` in the time zone of the tenant
 */
export function successorOn(unit: OrgUnit, units: readonly OrgUnit[], day: string): string | undefined {
  const unitById = new Map(units.map((one) => [one.id, one]))
  const passed = new Set<string>()
  let toUnitId = endedFor(unit, day)
  let next = toUnitId
  // Days can be changed until units succeed each other in a circle.
  while (next !== undefined && !passed.has(next)) {
    toUnitId = next
    passed.add(next)
    next = endedFor(unitById.get(next), day)
  }
  return toUnitId
}

/** The successor of a unit whose last day is over. */
function endedFor(unit: OrgUnit | undefined, day: string): string | undefined {
  const { succession, validTo = day } = unit ?? {}
  return validTo < day ? succession?.toUnitId : undefined
}
