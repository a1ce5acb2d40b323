import type { CompiledRule, ConditionField, RuleCondition, TextPattern } from './rule.ts'

/** What rules can ask about a document. */
export interface RoutableDocument {
  readonly senders: readonly string[]
  readonly subject?: string
  readonly text: string
  readonly fileNumbers: readonly string[]
  readonly documentType?: string
  readonly channel?: string
  /** Texts of the codes on the pages, but for postage. */
  readonly barcodes?: readonly string[]
  readonly leitwegIds?: readonly string[]
  /** Lines at the foot of the pages, where forms carry their number. */
  readonly footLines?: readonly string[]
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
  return VALUES[field](document)
}

const single = (value: string | undefined): readonly string[] => (value === undefined ? [] : [value])

const VALUES: Readonly<Record<ConditionField, (document: RoutableDocument) => readonly string[]>> = {
  sender: ({ senders }) => senders,
  fileNumber: ({ fileNumbers }) => fileNumbers,
  text: ({ text }) => [text],
  subject: ({ subject }) => single(subject),
  documentType: ({ documentType }) => single(documentType),
  channel: ({ channel }) => single(channel),
  barcode: ({ barcodes = [] }) => barcodes,
  leitwegId: ({ leitwegIds = [] }) => leitwegIds,
  formId: ({ footLines = [] }) => footLines,
}

function fulfils(condition: RuleCondition, pattern: TextPattern | undefined, value: string): boolean {
  if (pattern !== undefined) return pattern.occursIn(value)
  const wanted = comparable(condition.value)
  return condition.operator === 'equals' ? comparable(value) === wanted : comparable(value).includes(wanted)
}

function comparable(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()
}
