import { isActive, type OrgUnit } from '../access/organisation.ts'
import type { DocumentType } from '../classification/document-type.ts'
import { isMailroomError } from '../errors.ts'
import { compileRule, type RoutingRule, type TextPattern } from './rule.ts'

/** What can be wrong with a stored rule. */
export const RULE_FAULTS = [
  'pattern-refused',
  'unusable',
  'target-missing',
  'target-dissolved',
  'type-missing',
  'never-proposed',
] as const
export type RuleFault = (typeof RULE_FAULTS)[number]

/** How a rule fared with the letters that came since it was last changed. */
export interface RuleUse {
  readonly examined: number
  /** Letters for which it proposed its target. */
  readonly hits: number
  /** Those of the hits that people sent elsewhere. */
  readonly wrongHits: number
}

export interface RuleHealth extends RuleUse {
  readonly ruleId: string
  readonly faults: readonly RuleFault[]
}

export interface RuleSurroundings {
  readonly compile: (pattern: string) => TextPattern
  readonly orgUnits: readonly OrgUnit[]
  readonly documentTypes: readonly DocumentType[]
  /** `YYYY-MM-DD` in the time zone of the tenant. */
  readonly today: string
}

/** After fewer letters it says little that a rule was not needed yet. */
const ENOUGH_LETTERS = 50

export function ruleHealth(rule: RoutingRule, use: RuleUse, around: RuleSurroundings): RuleHealth {
  const standing = [
    ...patternFaults(rule, around.compile),
    ...targetFaults(rule, around),
    ...typeFaults(rule, around.documentTypes),
  ]
  const isIdle = rule.enabled && use.hits === 0 && use.examined >= ENOUGH_LETTERS
  // Why a broken rule never proposes anything is said already.
  const faults = standing.length === 0 && isIdle ? (['never-proposed'] as const) : standing
  return { ruleId: rule.id, ...use, faults }
}

function patternFaults(rule: RoutingRule, compile: RuleSurroundings['compile']): readonly RuleFault[] {
  try {
    compileRule(rule, compile)
    return []
  } catch (error) {
    if (isMailroomError(error, 'unsafe-pattern')) return ['pattern-refused']
    if (isMailroomError(error)) return ['unusable']
    throw error
  }
}

function targetFaults({ target }: RoutingRule, { orgUnits, today }: RuleSurroundings): readonly RuleFault[] {
  const unit = orgUnits.find(({ id }) => id === target.orgUnitId)
  if (unit === undefined) return ['target-missing']
  return isActive(unit, today) ? [] : ['target-dissolved']
}

/** A condition on a type that is no longer proposed can hold for no new letter. */
function typeFaults({ conditions }: RoutingRule, types: readonly DocumentType[]): readonly RuleFault[] {
  const inUse = new Set(types.filter(({ retired }) => !retired).map(({ id }) => id.toLowerCase()))
  const asksInVain = conditions.some(
    ({ field, operator, value }) =>
      field === 'documentType' && operator === 'equals' && !inUse.has(value.trim().toLowerCase()),
  )
  return asksInVain ? ['type-missing'] : []
}
