import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import {
  calculatedDeadline,
  type CalculatedDeadline,
  type DeadlineRule,
} from '../../domain/desk/deadline-rule.ts'

/** What would come of a rule, step by step; keeps nothing. @throws {MailroomError} `forbidden`, `validation-failed` */
export type CalculateDeadline = (actor: Actor, rule: DeadlineRule) => Promise<CalculatedDeadline>

export function createCalculateDeadline(): CalculateDeadline {
  return async function calculateDeadline(actor, rule) {
    requirePermission(actor, 'items:read')
    return calculatedDeadline(rule)
  }
}
