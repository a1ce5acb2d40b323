import type { OrgUnit } from '../../domain/access/organisation.ts'
import { MailroomError } from '../../domain/errors.ts'

/** People name units by their numbers, so of two valid units no number is the same. @throws {MailroomError} `already-exists` */
export function requireFreeNumber(units: readonly OrgUnit[], number: string, ownId?: string): void {
  const isTaken = units.some(
    (unit) => unit.id !== ownId && unit.number === number && unit.validTo === undefined,
  )
  if (isTaken) throw new MailroomError('already-exists', 'There is a unit with this number already.')
}
