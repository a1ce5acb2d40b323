import type { Actor } from '../../domain/access/actor.ts'
import type { RoutingRule } from '../../domain/routing/rule.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { firstValues } from '../../domain/audit/changes.ts'
import type { OrgUnits, RoutingRules } from '../../ports/organisation.ts'
import type { PatternMatcher } from '../../ports/pattern-matcher.ts'
import { requireUsableRule, RULE_FIELDS } from '../shared/routing-rules.ts'
import type { Clock, IdGenerator } from '../../ports/clock.ts'
import type { Ledger } from '../shared/ledger.ts'

export type NewRoutingRule = Pick<RoutingRule, 'name' | 'enabled' | 'priority' | 'conditions' | 'target'>

/** @throws {MailroomError} `validation-failed`, `unsafe-pattern` */
export type AddRoutingRule = (
  actor: Actor,
  input: NewRoutingRule,
  signal: AbortSignal,
) => Promise<RoutingRule>

export function createAddRoutingRule(ports: {
  readonly routingRules: RoutingRules
  readonly orgUnits: OrgUnits
  readonly patternMatcher: PatternMatcher
  readonly ledger: Ledger
  readonly ids: IdGenerator
  readonly clock: Clock
}): AddRoutingRule {
  return async function addRoutingRule(actor, input, signal) {
    requirePermission(actor, 'masterdata:edit')
    return ports.ledger.change(
      actor,
      async () => {
        const rule: RoutingRule = {
          ...input,
          id: ports.ids.next(),
          tenantId: actor.tenantId,
          changedAt: ports.clock.now().toISOString(),
          version: 1,
        }
        await requireUsableRule(ports, actor, rule, signal)
        await ports.routingRules.insert(actor, rule, signal)
        const object = { kind: 'routing-rule', id: rule.id } as const
        const changes = firstValues<RoutingRule>(rule, RULE_FIELDS)
        return { result: rule, events: [{ action: 'routing-rule.added', object, changes }], changed: [] }
      },
      signal,
    )
  }
}
