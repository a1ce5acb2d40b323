import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { firstValues } from '../../domain/audit/changes.ts'
import type { FilingPlanEntry } from '../../domain/filing/case-file.ts'
import type { FilingPlan } from '../../ports/case-files.ts'
import type { IdGenerator } from '../../ports/clock.ts'
import type { OrgUnits } from '../../ports/organisation.ts'
import type { Ledger } from '../shared/ledger.ts'
import { invalid } from '../shared/required.ts'

export interface AddFilingPlanEntryInput {
  readonly number: string
  readonly title: string
  readonly parentId?: string | undefined
  readonly orgUnitId?: string | undefined
}

/** @throws {MailroomError} `validation-failed`, `already-exists` for a number that is taken */
export type AddFilingPlanEntry = (
  actor: Actor,
  input: AddFilingPlanEntryInput,
  signal: AbortSignal,
) => Promise<FilingPlanEntry>

interface Ports {
  readonly filingPlan: FilingPlan
  readonly orgUnits: OrgUnits
  readonly ledger: Ledger
  readonly ids: IdGenerator
}

export function createAddFilingPlanEntry(ports: Ports): AddFilingPlanEntry {
  return async function addFilingPlanEntry(actor, input, signal) {
    requirePermission(actor, 'masterdata:edit')
    return ports.ledger.change(
      actor,
      async () => {
        await requireReferences(ports, actor, input, signal)
        const { number, title, parentId, orgUnitId } = input
        const entry: FilingPlanEntry = {
          id: ports.ids.next(),
          tenantId: actor.tenantId,
          number,
          title,
          ...(parentId === undefined ? {} : { parentId }),
          ...(orgUnitId === undefined ? {} : { orgUnitId }),
          version: 1,
        }
        await ports.filingPlan.insert(actor, entry, signal)
        const object = { kind: 'filing-plan-entry', id: entry.id } as const
        const changes = firstValues<FilingPlanEntry>(entry, ['number', 'title', 'parentId', 'orgUnitId'])
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

async function requireReferences(
  { filingPlan, orgUnits }: Ports,
  actor: Actor,
  { parentId, orgUnitId }: AddFilingPlanEntryInput,
  signal: AbortSignal,
): Promise<void> {
  if (parentId !== undefined && (await filingPlan.find(actor, parentId, signal)) === undefined) {
    throw invalid('parentId', 'Diesen Eintrag hat der Aktenplan nicht.')
  }
  if (orgUnitId !== undefined && (await orgUnits.find(actor, orgUnitId, signal)) === undefined) {
    throw invalid('orgUnitId', 'Diese Stelle gibt es nicht.')
  }
}
