import type { Actor } from '../../domain/access/actor.ts'
import type { RoutingRule } from '../../domain/routing/rule.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { changesBetween } from '../../domain/audit/changes.ts'
import type { OrgUnits, RoutingRules } from '../../ports/organisation.ts'
import type { PatternMatcher } from '../../ports/pattern-matcher.ts'
import { requireUsableRule, RULE_FIELDS } from '../shared/routing-rules.ts'
import { required, requireVersion } from '../shared/required.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Ledger } from '../shared/ledger.ts'

type Changeable = Pick<RoutingRule, 'name' | 'enabled' | 'priority' | 'conditions' | 'target'>

export type PatchRoutingRuleInput = {
  readonly ruleId: string
  /** From `If-Match`. */
  readonly expectedVersion: number
} & { readonly [Field in keyof Changeable]?: Changeable[Field] | undefined }

/** @throws {MailroomError} `not-found`, `version-mismatch`, `validation-failed`, `unsafe-pattern` */
export type PatchRoutingRule = (
  actor: Actor,
  input: PatchRoutingRuleInput,
  signal: AbortSignal,
) => Promise<RoutingRule>

export function createPatchRoutingRule(ports: {
  readonly routingRules: RoutingRules
  readonly orgUnits: OrgUnits
  readonly patternMatcher: PatternMatcher
  readonly ledger: Ledger
  readonly clock: Clock
}): PatchRoutingRule {
  return async function patchRoutingRule(actor, { ruleId, expectedVersion, ...patch }, signal) {
    requirePermission(actor, 'masterdata:edit')
    return ports.ledger.change(
      actor,
      async () => {
        const before = required(await ports.routingRules.find(actor, ruleId, signal))
        requireVersion(before, expectedVersion)
        const wanted = patched(before, patch, ports.clock.now().toISOString())
        await requireUsableRule(ports, actor, wanted, signal)
        const after = await ports.routingRules.save(actor, wanted, signal)
        const object = { kind: 'routing-rule', id: ruleId } as const
        const changes = changesBetween<RoutingRule>(before, after, RULE_FIELDS)
        return { result: after, events: [{ action: 'routing-rule.changed', object, changes }], changed: [] }
      },
      signal,
    )
  }
}

/** With another name or rank a rule asks and sends as before. */
const WHAT_IT_DOES = ['enabled', 'conditions', 'target'] as const

function patched(
  rule: RoutingRule,
  patch: Omit<PatchRoutingRuleInput, 'ruleId' | 'expectedVersion'>,
  changedAt: string,
): RoutingRule {
  const after: RoutingRule = {
    ...rule,
    name: patch.name ?? rule.name,
    enabled: patch.enabled ?? rule.enabled,
    priority: patch.priority ?? rule.priority,
    conditions: patch.conditions ?? rule.conditions,
    target: patch.target ?? rule.target,
  }
  const isOther = Object.keys(changesBetween<RoutingRule>(rule, after, WHAT_IT_DOES)).length > 0
  return isOther ? { ...after, changedAt } : after
}
