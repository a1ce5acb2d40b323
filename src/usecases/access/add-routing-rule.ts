import type { Actor } from '../../domain/access/actor.ts'
import type { RoutingRule } from '../../domain/routing/rule.ts'

export type NewRoutingRule = Pick<RoutingRule, 'name' | 'enabled' | 'priority' | 'conditions' | 'target'>

/** @throws {MailroomError} `validation-failed`, `unsafe-pattern` */
export type AddRoutingRule = (
  actor: Actor,
  input: NewRoutingRule,
  signal: AbortSignal,
) => Promise<RoutingRule>
