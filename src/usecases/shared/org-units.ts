import type { Actor } from '../../domain/access/actor.ts'
import { isActive, type OrgUnit } from '../../domain/access/organisation.ts'
import type { UnitMove } from '../../domain/access/unit-move.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { OrgUnits } from '../../ports/organisation.ts'
import { invalid } from './required.ts'
import { todayOf, type TodayPorts } from './today.ts'

/** People name units by their numbers, so of two valid units no number is the same. @throws {MailroomError} `already-exists` */
export function requireFreeNumber(units: readonly OrgUnit[], number: string, ownId?: string): void {
  const isTaken = units.some(
    (unit) => unit.id !== ownId && unit.number === number && unit.validTo === undefined,
  )
  if (isTaken) throw new MailroomError('already-exists', 'There is a unit with this number already.')
}

/** Another unit that exists on this day. @throws {MailroomError} `validation-failed` */
export async function requireMoveTarget(
  ports: TodayPorts & { readonly orgUnits: OrgUnits },
  actor: Actor,
  { fromUnitId, toUnitId }: UnitMove,
  signal: AbortSignal,
): Promise<void> {
  const target = await ports.orgUnits.find(actor, toUnitId, signal)
  const today = await todayOf(ports, actor, signal)
  if (target === undefined || target.id === fromUnitId || !isActive(target, today)) {
    throw invalid('toUnitId', 'Wählen Sie eine andere Stelle, die heute Post annimmt.')
  }
}

/** Whoever is to take over the work of a unit on a day takes in post then. @throws {MailroomError} `validation-failed` */
export function requireSuccessor({ id, validTo, succession }: OrgUnit, units: readonly OrgUnit[]): void {
  if (succession === undefined) return
  if (validTo === undefined) throw invalid('successorId', 'Dazu gehört ein letzter Tag der Einheit.')
  const successor = units.find((unit) => unit.id === succession.toUnitId)
  if (successor === undefined || successor.id === id || (successor.validTo ?? '9999') <= validTo)
    throw invalid('successorId', 'Wählen Sie eine andere Einheit, die danach noch Post annimmt.')
}

/** @throws {MailroomError} `validation-failed` */
export function requireOrderedDays({ validFrom, validTo }: Pick<OrgUnit, 'validFrom' | 'validTo'>): void {
  if (validFrom !== undefined && validTo !== undefined && validTo < validFrom) {
    throw invalid('validTo', 'Das Ende liegt vor dem Anfang.')
  }
}
