import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { changesBetween } from '../../domain/audit/changes.ts'
import type { FilingPlanEntry } from '../../domain/filing/case-file.ts'
import { AUDITED_OF_ENTRY, requireSoundEntry, type PlanEntryPorts } from '../shared/filing-plan.ts'
import type { Ledger } from '../shared/ledger.ts'
import { required, requireVersion } from '../shared/required.ts'

/** The number stays what it is, because file numbers rest on it. `null` takes a value away. */
export interface PatchFilingPlanEntryInput {
  readonly entryId: string
  /** From `If-Match`. */
  readonly expectedVersion: number
  readonly title?: string | undefined
  readonly parentId?: string | null | undefined
  readonly orgUnitId?: string | null | undefined
  readonly fileNumberTemplate?: string | null | undefined
  readonly validFrom?: string | null | undefined
  readonly validTo?: string | null | undefined
  readonly successorId?: string | null | undefined
  readonly retentionClassId?: string | null | undefined
}

/** @throws {MailroomError} `not-found`, `version-mismatch`, `validation-failed` */
export type PatchFilingPlanEntry = (
  actor: Actor,
  input: PatchFilingPlanEntryInput,
  signal: AbortSignal,
) => Promise<FilingPlanEntry>

export function createPatchFilingPlanEntry(
  ports: PlanEntryPorts & { readonly ledger: Ledger },
): PatchFilingPlanEntry {
  return async function patchFilingPlanEntry(actor, { entryId, expectedVersion, ...patch }, signal) {
    requirePermission(actor, 'masterdata:edit')
    return ports.ledger.change(
      actor,
      async () => {
        const before = required(await ports.filingPlan.find(actor, entryId, signal))
        requireVersion(before, expectedVersion)
        const wanted = patchedEntry(before, patch)
        await requireSoundEntry(ports, actor, wanted, signal)
        const after = await ports.filingPlan.save(actor, wanted, signal)
        const object = { kind: 'filing-plan-entry', id: entryId } as const
        const changes = changesBetween<FilingPlanEntry>(before, after, AUDITED_OF_ENTRY)
        return {
          result: after,
          events: [{ action: 'filing-plan-entry.changed', object, changes }],
          changed: [],
        }
      },
      signal,
    )
  }
}

function patchedEntry(
  entry: FilingPlanEntry,
  patch: Omit<PatchFilingPlanEntryInput, 'entryId' | 'expectedVersion'>,
): FilingPlanEntry {
  const given = Object.entries(patch).filter(([, value]) => value !== undefined)
  const next = { ...entry, ...(Object.fromEntries(given) as Partial<FilingPlanEntry>) }
  for (const [field, value] of given) if (value === null) Reflect.deleteProperty(next, field)
  return next
}
