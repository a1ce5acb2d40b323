import type { Actor, Person } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import type { OrgUnit } from '../../domain/access/organisation.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { changesBetween } from '../../domain/audit/changes.ts'
import type { OrgUnits } from '../../ports/organisation.ts'
import { requireFreeNumber, requireOrderedDays, requireSuccessor } from '../shared/org-units.ts'
import { required, requireVersion } from '../shared/required.ts'
import type { Ledger } from '../shared/ledger.ts'

export interface PatchOrgUnitInput {
  readonly orgUnitId: string
  /** From `If-Match`. */
  readonly expectedVersion: number
  readonly number?: string | undefined
  readonly name?: string | undefined
  /** First day of validity, `YYYY-MM-DD`; `null` for as long as anybody knows. */
  readonly validFrom?: string | null | undefined
  /** Last day of validity, `YYYY-MM-DD`; `null` for none. */
  readonly validTo?: string | null | undefined
  /** Where its work goes after the last day; `null` for nowhere. */
  readonly successorId?: string | null | undefined
}

/** @throws {MailroomError} `not-found`, `version-mismatch`, `already-exists`, `validation-failed` */
export type PatchOrgUnit = (actor: Actor, input: PatchOrgUnitInput, signal: AbortSignal) => Promise<OrgUnit>

export function createPatchOrgUnit({
  orgUnits,
  ledger,
}: {
  readonly orgUnits: OrgUnits
  readonly ledger: Ledger
}): PatchOrgUnit {
  return async function patchOrgUnit(actor, { orgUnitId, expectedVersion, ...patch }, signal) {
    requirePermission(actor, 'masterdata:edit')
    return ledger.change(
      actor,
      async () => {
        const before = required(await orgUnits.find(actor, orgUnitId, signal))
        requireVersion(before, expectedVersion)
        const units = await orgUnits.list(actor, signal)
        if (patch.number !== undefined) requireFreeNumber(units, patch.number, orgUnitId)
        const wanted = patched(before, patch, personOf(actor))
        requireOrderedDays(wanted)
        requireSuccessor(wanted, units)
        const after = await orgUnits.save(actor, wanted, signal)
        const object = { kind: 'org-unit', id: orgUnitId } as const
        const fields = ['number', 'name', 'validFrom', 'validTo', 'succession'] as const
        const changes = changesBetween<OrgUnit>(before, after, fields)
        return { result: after, events: [{ action: 'org-unit.changed', object, changes }], changed: [] }
      },
      signal,
    )
  }
}

type Patch = Pick<PatchOrgUnitInput, 'number' | 'name' | 'validFrom' | 'validTo' | 'successorId'>

function patched(
  unit: OrgUnit,
  { number, name, validFrom, validTo, successorId }: Patch,
  arrangedBy: Person,
): OrgUnit {
  const succession =
    successorId === undefined || successorId === unit.succession?.toUnitId
      ? unit.succession
      : successorId === null
        ? null
        : { toUnitId: successorId, arrangedBy }
  const { validFrom: _from, validTo: _to, succession: _succession, ...others } = unit
  return {
    ...others,
    number: number ?? unit.number,
    name: name ?? unit.name,
    ...kept('validFrom', validFrom === undefined ? unit.validFrom : validFrom),
    ...kept('validTo', validTo === undefined ? unit.validTo : validTo),
    ...kept('succession', succession),
  }
}

/** A field that has a value. */
function kept<Name extends keyof OrgUnit, T>(
  name: Name,
  value: T | null | undefined,
): Partial<Record<Name, T>> {
  return value === null || value === undefined ? {} : ({ [name]: value } as Record<Name, T>)
}
