import type { Actor } from '../../domain/access/actor.ts'
import type { OrgUnit, OrgUnitKind } from '../../domain/access/organisation.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { firstValues } from '../../domain/audit/changes.ts'
import type { IdGenerator } from '../../ports/clock.ts'
import type { OrgUnits } from '../../ports/organisation.ts'
import { invalid } from '../shared/required.ts'
import { requireFreeNumber } from '../shared/org-units.ts'
import type { Ledger } from '../shared/ledger.ts'

export interface AddOrgUnitInput {
  readonly parentId: string
  readonly number: string
  readonly name: string
  readonly kind: Exclude<OrgUnitKind, 'root'>
  /** First day of validity, `YYYY-MM-DD`. */
  readonly validFrom?: string | undefined
}

/** @throws {MailroomError} `validation-failed`, `already-exists` */
export type AddOrgUnit = (actor: Actor, input: AddOrgUnitInput, signal: AbortSignal) => Promise<OrgUnit>

export function createAddOrgUnit(ports: {
  readonly orgUnits: OrgUnits
  readonly ledger: Ledger
  readonly ids: IdGenerator
}): AddOrgUnit {
  return async function addOrgUnit(actor, { parentId, number, name, kind, validFrom }, signal) {
    requirePermission(actor, 'masterdata:edit')
    return ports.ledger.change(
      actor,
      async () => {
        const units = await ports.orgUnits.list(actor, signal)
        if (!units.some(({ id }) => id === parentId)) throw invalid('parentId', 'Diese Stelle gibt es nicht.')
        requireFreeNumber(units, number)
        const unit: OrgUnit = {
          id: ports.ids.next(),
          tenantId: actor.tenantId,
          parentId,
          number,
          name,
          kind,
          ...(validFrom === undefined ? {} : { validFrom }),
          version: 1,
        }
        await ports.orgUnits.insert(actor, unit, signal)
        const object = { kind: 'org-unit', id: unit.id } as const
        const changes = firstValues<OrgUnit>(unit, ['parentId', 'number', 'name', 'kind', 'validFrom'])
        return { result: unit, events: [{ action: 'org-unit.added', object, changes }], changed: [] }
      },
      signal,
    )
  }
}
