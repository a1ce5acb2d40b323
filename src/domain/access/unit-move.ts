import type { CaseFile } from '../filing/case-file.ts'
import type { IncomingItem } from '../intake/incoming-item.ts'
import { unitKey, type GrantKey } from './actor.ts'
import type { OrgUnit } from './organisation.ts'

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

/** @param staysWith whether somebody works in the new unit too, and keeps what is in his hands */
export function itemAfterMove(
  item: IncomingItem,
  move: UnitMove,
  staysWith: (userId: string) => boolean,
): IncomingItem {
  const { claim, target, ...others } = item
  const { assigneeId, ...place } = target ?? {}
  const keepsClaim = claim !== undefined && staysWith(claim.userId)
  const isDropped = claim !== undefined && !keepsClaim && item.state === 'accepted'
  return {
    ...others,
    ...(isDropped ? { state: 'routed' } : {}),
    ...(keepsClaim ? { claim } : {}),
    target: {
      ...place,
      orgUnitId: move.toUnitId,
      ...(assigneeId !== undefined && staysWith(assigneeId) ? { assigneeId } : {}),
    },
    readKeys: keysAfterMove(item.readKeys, move),
  }
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
