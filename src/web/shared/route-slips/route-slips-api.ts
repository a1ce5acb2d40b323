import { call } from '../api/client.ts'
import type { RouteSlipView, RouteStepRequest, SettleRouteStepRequest } from '../api/types.ts'

/** Read again with what else stands on the object. */
export const ROUTE_SLIPS_KEY = ['desk', 'route-slips']

export type RouteObject = RouteSlipView['object']
export type RoutePerson = RouteSlipView['createdBy']

interface List<T> {
  readonly items: readonly T[]
}

function pathOf({ kind, id }: RouteObject): string {
  return `${kind === 'case-file' ? '/case-files' : '/incoming-items'}/${id}/route-slips`
}

export async function fetchRouteSlips(
  object: RouteObject,
  signal: AbortSignal,
): Promise<List<RouteSlipView>> {
  return (await call(pathOf(object), { signal })) as List<RouteSlipView>
}

export async function fetchRoutePeople(typed: string, signal: AbortSignal): Promise<List<RoutePerson>> {
  return (await call(`/route-people?q=${encodeURIComponent(typed)}`, { signal })) as List<RoutePerson>
}

export async function startRouteSlip(
  object: RouteObject,
  steps: readonly RouteStepRequest[],
): Promise<RouteSlipView> {
  return (await call(pathOf(object), { method: 'POST', body: { steps } })) as RouteSlipView
}

type Version = Pick<RouteSlipView, 'id' | 'version'>

export async function changeRouteSlip(
  { id, version }: Version,
  steps: readonly RouteStepRequest[],
): Promise<RouteSlipView> {
  return (await call(`/route-slips/${id}`, { method: 'PATCH', version, body: { steps } })) as RouteSlipView
}

export async function settleRouteStep(
  { id, version }: Version,
  body: SettleRouteStepRequest,
): Promise<RouteSlipView> {
  return (await call(`/route-slips/${id}/settle`, { method: 'POST', version, body })) as RouteSlipView
}
