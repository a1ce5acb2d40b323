import { MailroomError } from '../errors.ts'
import type { FieldFault } from '../errors.ts'

/** A compiled pattern; see the port `PatternMatcher`. */
export interface TextPattern {
  /** Whether the pattern occurs anywhere in the text. */
  occursIn(text: string): boolean
}

export const CONDITION_FIELDS = [
  'sender',
  'text',
  'subject',
  'fileNumber',
  'documentType',
  'channel',
  'barcode',
  'leitwegId',
  'formId',
] as const
export type ConditionField = (typeof CONDITION_FIELDS)[number]

export const CONDITION_OPERATORS = ['equals', 'contains', 'matches'] as const
export type ConditionOperator = (typeof CONDITION_OPERATORS)[number]

/** `matches` takes a pattern, the others plain text; all compare without regard to case. */
export interface RuleCondition {
  readonly field: ConditionField
  readonly operator: ConditionOperator
  readonly value: string
}

export interface RoutingTarget {
  readonly orgUnitId: string
}

/** Sends mail that fulfils every condition to a target. A rule without conditions fits nothing. */
export interface RoutingRule {
  readonly id: string
  readonly tenantId: string
  readonly name: string
  readonly enabled: boolean
  /** Of several rules that fit, the highest wins; then the one with more conditions; then the lower id. */
  readonly priority: number
  readonly conditions: readonly RuleCondition[]
  readonly target: RoutingTarget
  /** ISO 8601 instant since when it asks and sends as it does now; unknown for rules that were never changed by people. */
  readonly changedAt?: string
  readonly version: number
}

export const MAX_CONDITIONS = 20
export const MAX_CONDITION_LENGTH = 500

/** A rule whose patterns are ready to be matched. */
export interface CompiledRule {
  readonly rule: RoutingRule
  readonly patterns: readonly (TextPattern | undefined)[]
}

/**
 * Checks a rule and compiles its patterns.
 *
 * @throws {MailroomError} `validation-failed` for missing or oversized conditions, `unsafe-pattern` from the matcher
 */
export function compileRule(rule: RoutingRule, compile: (pattern: string) => TextPattern): CompiledRule {
  const faults = faultsOf(rule)
  if (faults.length > 0)
    throw new MailroomError('validation-failed', 'The routing rule is not usable.', { faults })
  const patterns = rule.conditions.map((condition) =>
    condition.operator === 'matches' ? compile(condition.value) : undefined,
  )
  return { rule, patterns }
}

function faultsOf(rule: RoutingRule): readonly FieldFault[] {
  const faults: FieldFault[] = []
  if (rule.conditions.length === 0 || rule.conditions.length > MAX_CONDITIONS) {
    faults.push({ path: 'conditions', message: `Eine Regel braucht 1 bis ${MAX_CONDITIONS} Bedingungen.` })
  }
  rule.conditions.forEach((condition, index) => {
    const isFilled = condition.value.trim().length > 0
    // How long a pattern may be is the matcher's to say.
    const isShort = condition.operator === 'matches' || condition.value.length <= MAX_CONDITION_LENGTH
    if (isFilled && isShort) return
    const message = `Der Wert braucht 1 bis ${MAX_CONDITION_LENGTH} Zeichen.`
    faults.push({ path: `conditions.${index}.value`, message })
  })
  return faults
}
