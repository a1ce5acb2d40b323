import type { ChangeRouteSlip, SettleRouteStep } from '../usecases/routing/change-route-slip.ts'
import type { ListRoutePeople, ListRouteSlips } from '../usecases/routing/list-route-slips.ts'
import type { StartRouteSlip } from '../usecases/routing/start-route-slip.ts'

/** What people do with route slips of items and case files. */
export interface RouteSlipUseCases {
  readonly startRouteSlip: StartRouteSlip
  readonly changeRouteSlip: ChangeRouteSlip
  readonly settleRouteStep: SettleRouteStep
  readonly listRouteSlips: ListRouteSlips
  readonly listRoutePeople: ListRoutePeople
}
