import type { Actor } from '../../domain/access/actor.ts'
import { isGroup, type OrgUnit, type OrgUnitKind } from '../../domain/access/organisation.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { firstValues } from '../../domain/audit/changes.ts'
import type { IdGenerator } from '../../ports/clock.ts'
import type { OrgUnits } from '../../ports/organisation.ts'
import { invalid } from '../shared/required.ts'
import { requireFreeNumber, requireOrderedDays } from '../shared/org-units.ts'
import type { Ledger } from '../shared/ledger.ts'

export interface AddOrgUnitInput {
  readonly parentId: string
  readonly number: string
  readonly name: string
  readonly kind: Exclude<OrgUnitKind, 'root'>
  /** First day of validity, `YYYY-MM-DD`. */
  readonly validFrom?: string | undefined
  /** Last day of validity, `YYYY-MM-DD`. */
  readonly validTo?: string | undefined
}

const UNIT_FIELDS = ['parentId', 'number', 'name', 'kind', 'validFrom', 'validTo'] as const

/** @throws {MailroomError} `validation-failed`, `already-exists` */
export type AddOrgUnit = (actor: Actor, input: AddOrgUnitInput, signal: AbortSignal) => Promise<OrgUnit>

export function createAddOrgUnit(ports: {
  readonly orgUnits: OrgUnits
  readonly ledger: Ledger
  readonly ids: IdGenerator
}): AddOrgUnit {
  return async function addOrgUnit(actor, { parentId, number, name, kind, validFrom, validTo }, signal) {
    requirePermission(actor, 'masterdata:edit')
    return ports.ledger.change(
      actor,
      async () => {
        const units = await ports.orgUnits.list(actor, signal)
        const parent = units.find(({ id }) => id === parentId)
        if (parent === undefined) throw invalid('parentId', 'Diese Stelle gibt es nicht.')
        if (isGroup(parent)) throw invalid('parentId', 'Unter einer Gruppe hängt keine Stelle.')
        requireFreeNumber(units, number)
        const unit: OrgUnit = {
          id: ports.ids.next(),
          tenantId: actor.tenantId,
          parentId,
          number,
          name,
          kind,
          ...(validFrom === undefined ? {} : { validFrom }),
          ...(validTo === undefined ? {} : { validTo }),
          version: 1,
        }
        requireOrderedDays(unit)
        await ports.orgUnits.insert(actor, unit, signal)
        const object = { kind: 'org-unit', id: unit.id } as const
        const changes = firstValues<OrgUnit>(unit, UNIT_FIELDS)
        return { result: unit, events: [{ action: 'org-unit.added', object, changes }], changed: [] }
      },
      signal,
    )
  }
}
