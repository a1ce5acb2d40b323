import type { Level } from '../access/confidentiality.ts'
import type { RuleCondition } from '../routing/rule.ts'
import type { SharedContent } from './publication.ts'

/** Fields that can be changed after adoption. What a rule sends to is always one's own. */
const FIELDS = {
  'document-type': ['name', 'level'],
  'routing-rule': ['name', 'priority', 'conditions'],
} as const satisfies Readonly<Record<SharedContent['kind'], readonly string[]>>

export const SHARED_FIELDS = ['name', 'level', 'priority', 'conditions'] as const
export type SharedField = (typeof SHARED_FIELDS)[number]

/** What the fields hold, as far as a kind has them. */
export interface SharedValues {
  readonly name?: string
  readonly level?: Level
  readonly priority?: number
  readonly conditions?: readonly RuleCondition[]
}

/**
 * Who has changed a field since the adopted release: the publisher (`theirs`, will be taken over), whoever adopted it
 * (`mine`, stays), or `both` (stays, unless the publisher's is chosen).
 */
export type Standing = 'theirs' | 'mine' | 'both'

export interface SharedDifference {
  readonly field: SharedField
  readonly standing: Standing
  readonly base: unknown
  readonly mine: unknown
  readonly theirs: unknown
}

interface ThreeWays {
  /** The release that was adopted. */
  readonly base: SharedContent
  /** As it is here now. */
  readonly mine: SharedContent
  /** The release that is published now. */
  readonly theirs: SharedContent
}

/** In what the own record is not as published now, and whose doing that is. */
export function differencesOf({ base, mine, theirs }: ThreeWays): SharedDifference[] {
  return FIELDS[theirs.kind].flatMap((field): SharedDifference[] => {
    const values = { base: valueOf(base, field), mine: valueOf(mine, field), theirs: valueOf(theirs, field) }
    if (isSame(values.mine, values.theirs)) return []
    return [{ field, standing: standingOf(values), ...values }]
  })
}

/**
 * Values for the own record: what was changed here stays, unless it is among the chosen fields; everything else becomes as
 * it is published.
 */
export function mergedFields(ways: ThreeWays, chosen: readonly SharedField[]): SharedValues {
  const taken = differencesOf(ways).filter(
    ({ field, standing }) => standing === 'theirs' || chosen.includes(field),
  )
  return Object.fromEntries(taken.map(({ field, theirs }) => [field, theirs]))
}

function standingOf({ base, mine, theirs }: Readonly<Record<'base' | 'mine' | 'theirs', unknown>>): Standing {
  if (isSame(mine, base)) return 'theirs'
  return isSame(theirs, base) ? 'mine' : 'both'
}

function valueOf(content: SharedContent, field: SharedField): unknown {
  const values: SharedValues = content
  return values[field]
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
