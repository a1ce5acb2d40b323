import { matchRules, type RoutableDocument } from './match-rules.ts'
import type { CompiledRule } from './rule.ts'

/** A letter of the past, and where people sent it in the end. */
export interface PastLetter {
  readonly itemId: string
  readonly receiptNumber: string
  readonly subject?: string
  readonly orgUnitId: string
  readonly document: RoutableDocument
}

export interface RuleHit {
  readonly itemId: string
  readonly receiptNumber: string
  readonly subject?: string
  /** Where people sent it. */
  readonly orgUnitId: string
  readonly isRight: boolean
  /** What the condition values were found in, shortened. */
  readonly found: readonly string[]
  /** Unit that the other rules name first; undefined when none of them fits. */
  readonly otherRuleUnitId?: string
  /** Whether this rule, not another, would decide. */
  readonly decides: boolean
}

const MAX_QUOTE = 80

/** What a rule would have done with a letter, beside the other rules; undefined when it does not fit. */
export function tryRule(
  rule: CompiledRule,
  others: readonly CompiledRule[],
  letter: PastLetter,
): RuleHit | undefined {
  const [match] = matchRules([rule], letter.document)
  if (match === undefined) return undefined
  const [first] = matchRules([rule, ...others], letter.document)
  const [other] = matchRules(others, letter.document)
  return {
    itemId: letter.itemId,
    receiptNumber: letter.receiptNumber,
    orgUnitId: letter.orgUnitId,
    isRight: letter.orgUnitId === rule.rule.target.orgUnitId,
    found: match.found.map((value) => value.replace(/\s+/g, ' ').trim().slice(0, MAX_QUOTE)),
    decides: first?.compiled === rule,
    ...(letter.subject === undefined ? {} : { subject: letter.subject }),
    ...(other === undefined ? {} : { otherRuleUnitId: other.compiled.rule.target.orgUnitId }),
  }
}
