import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { RoutingRule } from '../../domain/routing/rule.ts'
import { changesBetween } from '../../domain/audit/changes.ts'
import type { RoutingRules } from '../../ports/organisation.ts'
import { required } from '../shared/required.ts'
import { RULE_FIELDS } from '../shared/routing-rules.ts'
import type { Ledger } from '../shared/ledger.ts'

/** @throws {MailroomError} `not-found` */
export type RemoveRoutingRule = (actor: Actor, ruleId: string, signal: AbortSignal) => Promise<void>

export function createRemoveRoutingRule({
  routingRules,
  ledger,
}: {
  readonly routingRules: RoutingRules
  readonly ledger: Ledger
}): RemoveRoutingRule {
  return async function removeRoutingRule(actor, ruleId, signal) {
    requirePermission(actor, 'masterdata:edit')
    await ledger.change(
      actor,
      async () => {
        const rule = required(await routingRules.find(actor, ruleId, signal))
        await routingRules.remove(actor, ruleId, signal)
        const object = { kind: 'routing-rule', id: ruleId } as const
        const changes = changesBetween<RoutingRule>(rule, {}, RULE_FIELDS)
        return {
          result: undefined,
          events: [{ action: 'routing-rule.removed', object, changes }],
          changed: [],
        }
      },
      signal,
    )
  }
}
