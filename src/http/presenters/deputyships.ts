import type { DeputyshipOverview } from '../../contract/deputyships.ts'
import type {
  DeputyshipOverview as Overview,
  NamedDeputyship,
} from '../../usecases/access/list-deputyships.ts'
import type { Presented } from '../route.ts'

export function presentDeputyships({
  deputyships,
  absentees,
  deputies,
}: Overview): Presented<DeputyshipOverview> {
  const items = deputyships.map((one) => ({
    id: one.id,
    absent: { id: one.absentId, displayName: one.absentName },
    deputy: deputyOf(one),
    firstDay: one.firstDay,
    lastDay: one.lastDay,
    orgUnitIds: one.orgUnitIds,
    confidential: one.confidential ?? false,
    mayEnd: one.mayEnd,
  }))
  return { items, absentees, deputies }
}

function deputyOf({ deputyId, deputyName }: NamedDeputyship): { id: string; displayName: string } | null {
  return deputyId === undefined || deputyName === undefined ? null : { id: deputyId, displayName: deputyName }
}
