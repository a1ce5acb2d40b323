import { worksInUnits, type Actor } from '../../domain/access/actor.ts'
import { MAX_DEPUTY_DAYS, type Deputyship } from '../../domain/access/deputy.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { firstValues } from '../../domain/audit/changes.ts'
import type { Clock, IdGenerator } from '../../ports/clock.ts'
import type { Deputyships, OrgUnits, Tenants, Users } from '../../ports/organisation.ts'
import { requireOwnOrLed } from '../shared/deputyships.ts'
import type { Ledger } from '../shared/ledger.ts'
import { invalid } from '../shared/required.ts'
import { requireUnits } from '../shared/users.ts'

export interface AddDeputyshipInput {
  /** The actor himself when absent. */
  readonly absentId?: string | undefined
  /** Nobody when absent: the absence is shown, and nobody reads more than before. */
  readonly deputyId?: string | undefined
  readonly firstDay: string
  readonly lastDay: string
  readonly orgUnitIds?: readonly string[] | undefined
  /** Also what is confidential. */
  readonly confidential?: boolean | undefined
}

/**
 * Says that a person is away, and lets somebody do the work meanwhile: for oneself, for the people of the own units as their
 * head, or as an administrator. The deputy keeps his own role; he only reads and works on what the absent person does.
 *
 * @throws {MailroomError} `forbidden`, `validation-failed`
 */
export type AddDeputyship = (
  actor: Actor,
  input: AddDeputyshipInput,
  signal: AbortSignal,
) => Promise<Deputyship>

export interface AddDeputyshipPorts {
  readonly deputyships: Deputyships
  readonly users: Users
  readonly orgUnits: OrgUnits
  readonly tenants: Tenants
  readonly ledger: Ledger
  readonly ids: IdGenerator
  readonly clock: Clock
}

const DAY_MS = 86_400_000

export function createAddDeputyship(ports: AddDeputyshipPorts): AddDeputyship {
  return async function addDeputyship(
    actor,
    { absentId = actor.userId, deputyId, orgUnitIds = [], confidential = false, firstDay, lastDay },
    signal,
  ) {
    requirePermission(actor, 'deputies:set')
    requirePeriod({ firstDay, lastDay })
    if (deputyId === undefined) requireNothingGiven({ orgUnitIds, confidential })
    return ports.ledger.change(
      actor,
      async () => {
        const absent = await ports.users.find(actor, absentId, signal)
        if (absent === undefined) throw invalid('absentId', 'Diese Person gibt es nicht.')
        await requireOwnOrLed(ports, actor, absent, signal)
        if (deputyId !== undefined) await requireDeputy(ports, actor, { absentId, deputyId }, signal)
        await requireUnits(ports, actor, orgUnitIds, signal)
        const record = {
          id: ports.ids.next(),
          tenantId: actor.tenantId,
          absentId,
          ...(deputyId === undefined ? {} : { deputyId }),
          firstDay,
          lastDay,
          orgUnitIds,
          ...(confidential ? { confidential } : {}),
          version: 1,
        }
        await ports.deputyships.insert(actor, record, signal)
        const object = { kind: 'deputyship', id: record.id } as const
        const fields = ['absentId', 'deputyId', 'firstDay', 'lastDay', 'orgUnitIds', 'confidential'] as const
        const changes = firstValues<Deputyship>(record, fields)
        return { result: record, events: [{ action: 'deputyship.added', object, changes }], changed: [] }
      },
      signal,
    )
  }
}

function requirePeriod({ firstDay, lastDay }: Pick<Deputyship, 'firstDay' | 'lastDay'>): void {
  const days = (Date.parse(lastDay) - Date.parse(firstDay)) / DAY_MS
  if (days < 0) throw invalid('lastDay', 'Der letzte Tag liegt vor dem ersten.')
  if (days >= MAX_DEPUTY_DAYS) throw invalid('lastDay', 'Eine Abwesenheit dauert höchstens ein Jahr.')
}

/** What a deputy may see can be said of a deputy only. */
function requireNothingGiven({
  orgUnitIds,
  confidential,
}: {
  readonly orgUnitIds: readonly string[]
  readonly confidential: boolean
}): void {
  if (orgUnitIds.length > 0 || confidential) throw invalid('deputyId', 'Dazu gehört, wer vertritt.')
}

async function requireDeputy(
  { users }: AddDeputyshipPorts,
  actor: Actor,
  { absentId, deputyId }: { readonly absentId: string; readonly deputyId: string },
  signal: AbortSignal,
): Promise<void> {
  const deputy = await users.find(actor, deputyId, signal)
  const isAble = deputy?.disabled === false && worksInUnits(deputy.roles)
  if (!isAble || deputyId === absentId) throw invalid('deputyId', 'Diese Person kann nicht vertreten.')
}
