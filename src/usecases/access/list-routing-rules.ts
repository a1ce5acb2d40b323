import type { Actor } from '../../domain/access/actor.ts'
import type { RoutingRule } from '../../domain/routing/rule.ts'

/** In the order in which they are asked. */
export type ListRoutingRules = (actor: Actor, signal: AbortSignal) => Promise<readonly RoutingRule[]>
