import type { Actor } from '../../domain/access/actor.ts'
import type { OrgUnit } from '../../domain/access/organisation.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { changesBetween } from '../../domain/audit/changes.ts'
import type { OrgUnits } from '../../ports/organisation.ts'
import { requireFreeNumber, requireOrderedDays } from '../shared/org-units.ts'
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
}

/** @throws {MailroomError} `not-found`, `version-mismatch`, `already-exists` */
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
        if (patch.number !== undefined) {
          requireFreeNumber(await orgUnits.list(actor, signal), patch.number, orgUnitId)
        }
        const wanted = patched(before, patch)
        requireOrderedDays(wanted)
        const after = await orgUnits.save(actor, wanted, signal)
        const object = { kind: 'org-unit', id: orgUnitId } as const
        const changes = changesBetween<OrgUnit>(before, after, ['number', 'name', 'validFrom', 'validTo'])
        return { result: after, events: [{ action: 'org-unit.changed', object, changes }], changed: [] }
      },
      signal,
    )
  }
}

type Patch = Pick<PatchOrgUnitInput, 'number' | 'name' | 'validFrom' | 'validTo'>

function patched(unit: OrgUnit, { number, name, validFrom, validTo }: Patch): OrgUnit {
  const next: { -readonly [Field in keyof OrgUnit]: OrgUnit[Field] } = {
    ...unit,
    number: number ?? unit.number,
    name: name ?? unit.name,
  }
  if (validFrom === null) delete next.validFrom
  else if (validFrom !== undefined) next.validFrom = validFrom
  if (validTo === null) delete next.validTo
  else if (validTo !== undefined) next.validTo = validTo
  return next
}
