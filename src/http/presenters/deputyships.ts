import type { DeputyshipOverview } from '../../contract/deputyships.ts'
import type { DeputyshipOverview as Overview } from '../../usecases/access/list-deputyships.ts'
import type { Presented } from '../route.ts'

export function presentDeputyships({
  deputyships,
  absentees,
  deputies,
}: Overview): Presented<DeputyshipOverview> {
  const items = deputyships.map((one) => ({
    id: one.id,
    absent: { id: one.absentId, displayName: one.absentName },
    deputy: { id: one.deputyId, displayName: one.deputyName },
    firstDay: one.firstDay,
    lastDay: one.lastDay,
    orgUnitIds: one.orgUnitIds,
    confidential: one.confidential ?? false,
    mayEnd: one.mayEnd,
  }))
  return { items, absentees, deputies }
}
