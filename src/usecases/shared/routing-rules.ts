import type { Actor } from '../../domain/access/actor.ts'
import { compileRule, type RoutingRule } from '../../domain/routing/rule.ts'
import type { OrgUnits } from '../../ports/organisation.ts'
import type { PatternMatcher } from '../../ports/pattern-matcher.ts'
import { invalid } from './required.ts'

/** What people see and change of a rule. */
export const RULE_FIELDS = ['name', 'enabled', 'priority', 'conditions', 'target'] as const

/** A rule that could not run is never stored. @throws {MailroomError} `validation-failed`, `unsafe-pattern` */
export async function requireUsableRule(
  { orgUnits, patternMatcher }: { readonly orgUnits: OrgUnits; readonly patternMatcher: PatternMatcher },
  actor: Actor,
  rule: RoutingRule,
  signal: AbortSignal,
): Promise<void> {
  compileRule(rule, (pattern) => patternMatcher.compile(pattern))
  if ((await orgUnits.find(actor, rule.target.orgUnitId, signal)) === undefined) {
    throw invalid('target.orgUnitId', 'Diese Stelle gibt es nicht.')
  }
}
