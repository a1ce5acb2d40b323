import type { Level } from '../access/confidentiality.ts'
import type { OrgUnit } from '../access/organisation.ts'
import type { DocumentType } from '../classification/document-type.ts'
import type { RoutingRule, RuleCondition } from '../routing/rule.ts'

/** What one city can hand to the others of an installation. */
export const SHARED_KINDS = ['document-type', 'routing-rule'] as const
export type SharedKind = (typeof SHARED_KINDS)[number]

export interface SharedDocumentType {
  readonly kind: 'document-type'
  readonly key: string
  readonly name: string
  readonly level: Level
}

export interface SharedRule {
  readonly kind: 'routing-rule'
  readonly name: string
  readonly priority: number
  readonly conditions: readonly RuleCondition[]
  /** Number and name of the unit it sends to there; whoever adopts it names one of his own. */
  readonly targetName: string
}

/** Nothing but this leaves a tenant: no id, no person, no item. */
export type SharedContent = SharedDocumentType | SharedRule

/**
 * What a tenant has published, as of its last release. Whoever adopted an earlier one keeps a copy of that, so that no other
 * release is needed any more.
 */
export interface Publication {
  readonly id: string
  /** Of the publisher. */
  readonly tenantId: string
  readonly publisherName: string
  /** Record of the publisher that it was made of; told to nobody else. */
  readonly sourceId: string
  readonly content: SharedContent
  /** 1, 2, 3 … */
  readonly release: number
  /** ISO 8601 instant of this release. */
  readonly publishedAt: string
  /** Taken back: nobody can adopt it any more; copies stay. */
  readonly withdrawn: boolean
  readonly version: number
}

/** That a tenant has made a publication of another one its own. */
export interface Adoption {
  /** Id of the publication. */
  readonly id: string
  /** Of whoever adopted it. */
  readonly tenantId: string
  /** Last release that was taken over. */
  readonly release: number
  /** Content of that release: what is different from it here was changed here. */
  readonly base: SharedContent
  /** Own record that was made of it. */
  readonly localId: string
  readonly version: number
}

/** Far more than a city has types and rules. */
export const MAX_PUBLICATIONS = 500

export function sharedType({ id, name, level = 'normal' }: DocumentType): SharedDocumentType {
  return { kind: 'document-type', key: id, name, level }
}

export function sharedRule(
  { name, priority, conditions, target }: RoutingRule,
  units: readonly OrgUnit[],
): SharedRule {
  const unit = units.find(({ id }) => id === target.orgUnitId)
  const targetName = unit === undefined ? '' : `${unit.number} ${unit.name}`
  const plain = conditions.map(({ field, operator, value }) => ({ field, operator, value }))
  return { kind: 'routing-rule', name, priority, conditions: plain, targetName }
}

export function isSameContent(one: SharedContent, other: SharedContent): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
