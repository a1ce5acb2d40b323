import { systemActor, type Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { ruleHealth, type RuleHealth, type RuleUse } from '../../domain/routing/rule-health.ts'
import type { RoutingRule } from '../../domain/routing/rule.ts'
import type { DocumentTypes, OrgUnits, RoutingRules, Tenants } from '../../ports/organisation.ts'
import type { PatternMatcher } from '../../ports/pattern-matcher.ts'
import { readPastMail, type PastLetterRecord, type PastMailPorts } from '../shared/past-mail.ts'
import { todayOf } from '../shared/today.ts'

export interface RulesHealth {
  readonly rules: readonly RuleHealth[]
  /** False when time or number ended the counting before the oldest letter. */
  readonly complete: boolean
}

/**
 * What is wrong with the stored rules, and how often each one proposed its target of late. Counted over all letters of the tenant, because a rule
 * is not bad for being used on letters that the administrator may not read; only numbers come out.
 *
 * @throws {MailroomError} `forbidden`
 */
export type CheckRoutingRules = (actor: Actor, signal: AbortSignal) => Promise<RulesHealth>

export interface CheckRoutingRulesPorts extends PastMailPorts {
  readonly routingRules: RoutingRules
  readonly orgUnits: OrgUnits
  readonly tenants: Tenants
  readonly documentTypes: DocumentTypes
  readonly patternMatcher: PatternMatcher
}

const BOUNDS = {
  states: ['indexing', 'routed', 'accepted', 'filed', 'done', 'returned'],
  maxLetters: 1_000,
  maxMs: 3_000,
} as const

export function createCheckRoutingRules(ports: CheckRoutingRulesPorts): CheckRoutingRules {
  return async function checkRoutingRules(actor, signal) {
    requirePermission(actor, 'masterdata:edit')
    const rules = await ports.routingRules.list(actor, signal)
    const letters: PastLetterRecord[] = []
    const machine = systemActor(actor.tenantId, actor.requestId)
    const complete = await readPastMail(
      ports,
      machine,
      BOUNDS,
      (letter) => {
        if (letter.document.processing.state === 'done') letters.push(letter)
      },
      signal,
    )
    const around = {
      compile: (pattern: string) => ports.patternMatcher.compile(pattern),
      orgUnits: await ports.orgUnits.list(actor, signal),
      documentTypes: await ports.documentTypes.list(actor, signal),
      today: await todayOf(ports, actor, signal),
    }
    return { rules: rules.map((rule) => ruleHealth(rule, useOf(rule, letters), around)), complete }
  }
}

function useOf({ id, changedAt = '' }: RoutingRule, letters: readonly PastLetterRecord[]): RuleUse {
  const since = letters.filter(({ item }) => item.capturedAt >= changedAt)
  const hits = since.flatMap(({ item, document }) => {
    const proposals = document.proposals.fields.orgUnit ?? []
    const proposal = proposals.find(({ details }) => details?.['ruleId'] === id)
    return proposal === undefined ? [] : [{ proposed: proposal.value, decided: item.target?.orgUnitId }]
  })
  return {
    examined: since.length,
    hits: hits.length,
    wrongHits: hits.filter(({ proposed, decided }) => decided !== undefined && decided !== proposed).length,
  }
}
