import type { Actor } from '../../domain/access/actor.ts'
import { isReadLogged, requirePermission } from '../../domain/access/policy.ts'
import { isMailroomError } from '../../domain/errors.ts'
import { routableDocument } from '../../domain/routing/routable-document.ts'
import { compileRule, type CompiledRule, type RoutingRule } from '../../domain/routing/rule.ts'
import { tryRule, type RuleHit } from '../../domain/routing/rule-trial.ts'
import type { OrgUnits, RoutingRules } from '../../ports/organisation.ts'
import type { PatternMatcher } from '../../ports/pattern-matcher.ts'
import { readPastMail, type PastLetterRecord, type PastMailPorts } from '../shared/past-mail.ts'
import { requireUsableRule } from '../shared/routing-rules.ts'

export type TrialRule = Pick<RoutingRule, 'priority' | 'conditions' | 'target'> & {
  /** Id of the stored rule that this one would replace. */
  readonly replaces?: string | undefined
}

export interface RuleTrial {
  /** Letters looked at: routed ones of the normal level that the actor may read, newest first. */
  readonly examined: number
  /** False when time or number ended the trial before the last letter. */
  readonly complete: boolean
  readonly hits: number
  readonly wrongHits: number
  /** Letters for which this rule, not another or none, would decide from now on. */
  readonly changes: number
  /** Some of the hits, wrong ones first. */
  readonly samples: readonly RuleHit[]
}

/**
 * What a rule would have done with past mail; nothing is changed or stored. Letters of which each look is written down are
 * left out: a trial quotes from hundreds at once, and a word that hits or not tells of the others, too.
 *
 * @throws {MailroomError} `validation-failed`, `unsafe-pattern`
 */
export type TryRoutingRule = (actor: Actor, rule: TrialRule, signal: AbortSignal) => Promise<RuleTrial>

export interface TryRoutingRulePorts extends PastMailPorts {
  readonly routingRules: RoutingRules
  readonly orgUnits: OrgUnits
  readonly patternMatcher: PatternMatcher
}

const BOUNDS = { states: ['routed', 'accepted', 'filed', 'done'], maxLetters: 500, maxMs: 5_000 } as const
const MAX_SAMPLES = 20
/** A trial reads many letters at once: of each so much that any letter of a few pages is whole. */
const MAX_TEXT_LENGTH = 50_000

export function createTryRoutingRule(ports: TryRoutingRulePorts): TryRoutingRule {
  return async function tryRoutingRule(actor, { replaces, ...wanted }, signal) {
    requirePermission(actor, 'masterdata:edit')
    const rule: RoutingRule = {
      ...wanted,
      id: replaces ?? '',
      tenantId: actor.tenantId,
      name: '',
      enabled: true,
      version: 0,
    }
    await requireUsableRule(ports, actor, rule, signal)
    const compiled = compileRule(rule, (pattern) => ports.patternMatcher.compile(pattern))
    const others = (await ports.routingRules.list(actor, signal))
      .filter(({ id }) => id !== replaces)
      .flatMap((other) => usable(ports.patternMatcher, other))
    const hits: RuleHit[] = []
    let examined = 0
    const complete = await readPastMail(
      ports,
      actor,
      BOUNDS,
      async (letter) => {
        const orgUnitId = letter.item.target?.orgUnitId
        if (orgUnitId === undefined || isReadLogged(actor, letter.document.readKeys)) return
        examined += 1
        const document = await routable(ports, actor, letter, signal)
        const { id: itemId, receiptNumber, subject } = letter.item
        const past = {
          itemId,
          receiptNumber,
          orgUnitId,
          document,
          ...(subject === undefined ? {} : { subject }),
        }
        const hit = tryRule(compiled, others, past)
        if (hit !== undefined) hits.push(hit)
      },
      signal,
    )
    return {
      examined,
      complete,
      hits: hits.length,
      wrongHits: hits.filter(({ isRight }) => !isRight).length,
      changes: hits.filter(
        ({ decides, otherRuleUnitId }) => decides && otherRuleUnitId !== wanted.target.orgUnitId,
      ).length,
      samples: hits.toSorted((a, b) => Number(a.isRight) - Number(b.isRight)).slice(0, MAX_SAMPLES),
    }
  }
}

async function routable(
  { documents }: PastMailPorts,
  actor: Actor,
  { item, document }: PastLetterRecord,
  signal: AbortSignal,
): Promise<ReturnType<typeof routableDocument>> {
  const pages = await documents.pages(actor, document.id, signal)
  const type = document.index.documentType?.value
  return routableDocument({
    proposals: document.proposals,
    pages,
    maxTextLength: MAX_TEXT_LENGTH,
    channel: item.channel,
    documentType: typeof type === 'string' ? type : undefined,
  })
}

/** A stored rule that does not compile any more takes no part, as with new mail. */
function usable(matcher: PatternMatcher, rule: RoutingRule): readonly CompiledRule[] {
  try {
    return [compileRule(rule, (pattern) => matcher.compile(pattern))]
  } catch (error) {
    if (isMailroomError(error)) return []
    throw error
  }
}
