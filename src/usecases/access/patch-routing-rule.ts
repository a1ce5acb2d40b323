import type { Actor } from '../../domain/access/actor.ts'
import type { RoutingRule } from '../../domain/routing/rule.ts'

type Changeable = Pick<RoutingRule, 'name' | 'enabled' | 'priority' | 'conditions' | 'target'>

export type PatchRoutingRuleInput = {
  readonly ruleId: string
  /** From `If-Match`. */
  readonly expectedVersion: number
} & { readonly [Field in keyof Changeable]?: Changeable[Field] | undefined }

/** @throws {MailroomError} `not-found`, `version-mismatch`, `validation-failed`, `unsafe-pattern` */
export type PatchRoutingRule = (
  actor: Actor,
  input: PatchRoutingRuleInput,
  signal: AbortSignal,
) => Promise<RoutingRule>
