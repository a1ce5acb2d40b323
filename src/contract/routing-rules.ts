import { z } from 'zod'
import { Id, Line } from './primitives.ts'

export const ConditionField = z.enum([
  'sender',
  'text',
  'subject',
  'fileNumber',
  'documentType',
  'channel',
  'barcode',
  'leitwegId',
  'formId',
])
export const ConditionOperator = z.enum(['equals', 'contains', 'matches'])

/** What is too long for its operator is refused by the rules themselves, with the reason at the condition. */
const ConditionValue = z
  .string()
  .trim()
  .min(1)
  .max(20_000)
  .regex(/^[^\p{Cc}]*$/u)

/** `matches` takes a pattern (RE2 syntax), the others plain text; all compare without regard to case. */
export const RuleCondition = z.strictObject({
  field: ConditionField,
  operator: ConditionOperator,
  value: ConditionValue,
})
const RuleTarget = z.strictObject({ orgUnitId: Id })
const Priority = z.number().int().min(-1_000).max(1_000)
const Conditions = z.array(RuleCondition).min(1).max(20)

export const RoutingRuleView = z.strictObject({
  id: Id,
  name: z.string(),
  enabled: z.boolean(),
  priority: z.number().int(),
  conditions: z.array(
    z.strictObject({ field: ConditionField, operator: ConditionOperator, value: z.string() }),
  ),
  target: RuleTarget,
  version: z.number().int(),
})
export type RoutingRuleView = z.infer<typeof RoutingRuleView>
export const RoutingRuleList = z.strictObject({ items: z.array(RoutingRuleView) })
export const CreateRoutingRuleRequest = z.strictObject({
  name: Line.max(200),
  enabled: z.boolean().default(true),
  priority: Priority.default(0),
  conditions: Conditions,
  target: RuleTarget,
})
export const PatchRoutingRuleRequest = z.strictObject({
  name: Line.max(200).optional(),
  enabled: z.boolean().optional(),
  priority: Priority.optional(),
  conditions: Conditions.optional(),
  target: RuleTarget.optional(),
})
/** A rule to be tried on past mail; `replaces` is the stored rule whose place it would take. */
export const TryRoutingRuleRequest = z.strictObject({
  replaces: Id.optional(),
  priority: Priority.default(0),
  conditions: Conditions,
  target: RuleTarget,
})
const Count = z.number().int().min(0)
export const RuleTrialView = z.strictObject({
  examined: Count,
  complete: z.boolean(),
  hits: Count,
  wrongHits: Count,
  changes: Count,
  samples: z.array(
    z.strictObject({
      itemId: Id,
      receiptNumber: z.string(),
      subject: z.string().optional(),
      orgUnitId: Id,
      isRight: z.boolean(),
      found: z.array(z.string()),
      otherRuleUnitId: Id.optional(),
      decides: z.boolean(),
    }),
  ),
})
/** What is wrong with stored rules, and how they fared with the letters since they were last changed; numbers only. */
export const RulesHealthView = z.strictObject({
  rules: z.array(
    z.strictObject({
      ruleId: Id,
      faults: z.array(
        z.enum([
          'pattern-refused',
          'unusable',
          'target-missing',
          'target-dissolved',
          'type-missing',
          'never-proposed',
        ]),
      ),
      examined: Count,
      hits: Count,
      wrongHits: Count,
    }),
  ),
  complete: z.boolean(),
})
export type RulesHealthView = z.infer<typeof RulesHealthView>
export type RuleTrialView = z.infer<typeof RuleTrialView>
