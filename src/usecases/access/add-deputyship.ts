import { worksInUnits, type Actor } from '../../domain/access/actor.ts'
import { MAX_DEPUTY_DAYS, type Deputyship } from '../../domain/access/deputy.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { firstValues } from '../../domain/audit/changes.ts'
import type { Clock, IdGenerator } from '../../ports/clock.ts'
import type { Deputyships, OrgUnits, Users } from '../../ports/organisation.ts'
import { requireOwnOrLed } from '../shared/deputyships.ts'
import type { Ledger } from '../shared/ledger.ts'
import { invalid } from '../shared/required.ts'
import { requireUnits } from '../shared/users.ts'

export interface AddDeputyshipInput {
  /** The actor himself when absent. */
  readonly absentId?: string | undefined
  readonly deputyId: string
  readonly firstDay: string
  readonly lastDay: string
  readonly orgUnitIds?: readonly string[] | undefined
  /** Also what is confidential. */
  readonly confidential?: boolean | undefined
}

/**
 * Lets somebody do the work of a person who is away: for oneself, for the people of the own units as their head, or as an
 * administrator. The deputy keeps his own role; he only reads and works on what the absent person does.
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
  readonly ledger: Ledger
  readonly ids: IdGenerator
  readonly clock: Clock
}

const DAY_MS = 86_400_000

export function createAddDeputyship(ports: AddDeputyshipPorts): AddDeputyship {
  return async function addDeputyship(
    actor,
    { absentId = actor.userId, orgUnitIds = [], confidential = false, ...input },
    signal,
  ) {
    requirePermission(actor, 'deputies:set')
    requirePeriod(input)
    return ports.ledger.change(
      actor,
      async () => {
        const absent = await ports.users.find(actor, absentId, signal)
        if (absent === undefined) throw invalid('absentId', 'Diese Person gibt es nicht.')
        await requireOwnOrLed(ports, actor, absent, signal)
        await requireDeputy(ports, actor, { absentId, deputyId: input.deputyId }, signal)
        await requireUnits(ports, actor, orgUnitIds, signal)
        const record = {
          id: ports.ids.next(),
          tenantId: actor.tenantId,
          absentId,
          ...input,
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
  if (days >= MAX_DEPUTY_DAYS) throw invalid('lastDay', 'Eine Vertretung dauert höchstens ein Jahr.')
}

async function requireDeputy(
  { users }: AddDeputyshipPorts,
  actor: Actor,
  { absentId, deputyId }: Pick<Deputyship, 'absentId' | 'deputyId'>,
  signal: AbortSignal,
): Promise<void> {
  const deputy = await users.find(actor, deputyId, signal)
  const isAble = deputy?.disabled === false && worksInUnits(deputy.roles)
  if (!isAble || deputyId === absentId) throw invalid('deputyId', 'Diese Person kann nicht vertreten.')
}
