import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { firstValues } from '../../domain/audit/changes.ts'
import type { FilingPlanEntry } from '../../domain/filing/case-file.ts'
import type { IdGenerator } from '../../ports/clock.ts'
import { AUDITED_OF_ENTRY, requireSoundEntry, type PlanEntryPorts } from '../shared/filing-plan.ts'
import type { Ledger } from '../shared/ledger.ts'

export interface AddFilingPlanEntryInput {
  readonly number: string
  readonly title: string
  readonly parentId?: string | undefined
  readonly orgUnitId?: string | undefined
  readonly fileNumberTemplate?: string | undefined
  readonly validFrom?: string | undefined
  readonly validTo?: string | undefined
  readonly successorId?: string | undefined
  readonly retentionClassId?: string | undefined
}

/** @throws {MailroomError} `validation-failed`, `already-exists` for a number that is taken */
export type AddFilingPlanEntry = (
  actor: Actor,
  input: AddFilingPlanEntryInput,
  signal: AbortSignal,
) => Promise<FilingPlanEntry>

type Ports = PlanEntryPorts & { readonly ledger: Ledger; readonly ids: IdGenerator }

export function createAddFilingPlanEntry(ports: Ports): AddFilingPlanEntry {
  return async function addFilingPlanEntry(actor, { number, title, ...input }, signal) {
    requirePermission(actor, 'masterdata:edit')
    return ports.ledger.change(
      actor,
      async () => {
        const entry: FilingPlanEntry = {
          id: ports.ids.next(),
          tenantId: actor.tenantId,
          number,
          title,
          ...withoutAbsent(input),
          version: 1,
        }
        await requireSoundEntry(ports, actor, entry, signal)
        await ports.filingPlan.insert(actor, entry, signal)
        const object = { kind: 'filing-plan-entry', id: entry.id } as const
        const changes = firstValues<FilingPlanEntry>(entry, AUDITED_OF_ENTRY)
        return {
          result: entry,
          events: [{ action: 'filing-plan-entry.added', object, changes }],
          changed: [],
        }
      },
      signal,
    )
  }
}

type Optional = Omit<AddFilingPlanEntryInput, 'number' | 'title'>

function withoutAbsent(input: Optional): { readonly [Field in keyof Optional]?: string } {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
}
