import type { Actor } from '../../domain/access/actor.ts'
import type { RoutingRule } from '../../domain/routing/rule.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { RoutingRules } from '../../ports/organisation.ts'

/** In the order in which they are asked. */
export type ListRoutingRules = (actor: Actor, signal: AbortSignal) => Promise<readonly RoutingRule[]>

export function createListRoutingRules({
  routingRules,
}: {
  readonly routingRules: RoutingRules
}): ListRoutingRules {
  return async function listRoutingRules(actor, signal) {
    requirePermission(actor, 'masterdata:read')
    return routingRules.list(actor, signal)
  }
}
