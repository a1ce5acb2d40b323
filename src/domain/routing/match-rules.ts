import type { CompiledRule, ConditionField, RuleCondition, TextPattern } from './rule.ts'

/** What rules can ask about a document. */
export interface RoutableDocument {
  readonly senders: readonly string[]
  readonly subject?: string
  readonly text: string
  readonly fileNumbers: readonly string[]
  readonly documentType?: string
  readonly channel?: string
}

/** A rule that fits, with the condition values that were found. */
export interface RuleMatch {
  readonly compiled: CompiledRule
  readonly found: readonly string[]
}

/** Rules that fit, in the order in which they win. Disabled rules never fit. */
export function matchRules(rules: readonly CompiledRule[], document: RoutableDocument): readonly RuleMatch[] {
  return rules
    .flatMap((compiled): RuleMatch[] => {
      const found = compiled.rule.enabled ? foundValues(compiled, document) : []
      return found.length === 0 ? [] : [{ compiled, found }]
    })
    .toSorted((a, b) => compareRules(a.compiled, b.compiled))
}

function compareRules({ rule: a }: CompiledRule, { rule: b }: CompiledRule): number {
  return b.priority - a.priority || b.conditions.length - a.conditions.length || (a.id < b.id ? -1 : 1)
}

/** What each condition found; empty when one of them found nothing. */
function foundValues({ rule, patterns }: CompiledRule, document: RoutableDocument): readonly string[] {
  const found: string[] = []
  for (const [index, condition] of rule.conditions.entries()) {
    const hit = valuesOf(condition.field, document).find((value) =>
      fulfils(condition, patterns[index], value),
    )
    if (hit === undefined) return []
    found.push(hit)
  }
  return found
}

function valuesOf(field: ConditionField, document: RoutableDocument): readonly string[] {
  const single = (value: string | undefined): readonly string[] => (value === undefined ? [] : [value])
  switch (field) {
    case 'sender':
      return document.senders
    case 'fileNumber':
      return document.fileNumbers
    case 'text':
      return [document.text]
    case 'subject':
      return single(document.subject)
    case 'documentType':
      return single(document.documentType)
    case 'channel':
      return single(document.channel)
  }
}

function fulfils(condition: RuleCondition, pattern: TextPattern | undefined, value: string): boolean {
  if (pattern !== undefined) return pattern.occursIn(value)
  const wanted = comparable(condition.value)
  return condition.operator === 'equals' ? comparable(value) === wanted : comparable(value).includes(wanted)
}

function comparable(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()
}
