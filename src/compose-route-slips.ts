import type { Platform } from './compose.ts'
import type { RouteSlipUseCases } from './http/route-slip-use-cases.ts'
import { createChangeRouteSlip, createSettleRouteStep } from './usecases/routing/change-route-slip.ts'
import { createListRoutePeople, createListRouteSlips } from './usecases/routing/list-route-slips.ts'
import { createStartRouteSlip } from './usecases/routing/start-route-slip.ts'

/** Route slips of items and case files. */
export function composeRouteSlips(ports: Platform): RouteSlipUseCases {
  return {
    startRouteSlip: createStartRouteSlip(ports),
    changeRouteSlip: createChangeRouteSlip(ports),
    settleRouteStep: createSettleRouteStep(ports),
    listRouteSlips: createListRouteSlips(ports),
    listRoutePeople: createListRoutePeople(ports),
  }
}
