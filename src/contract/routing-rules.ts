import { z } from 'zod'
import { Id, Line } from './primitives.ts'

export const ConditionField = z.enum(['sender', 'text', 'subject', 'fileNumber', 'documentType', 'channel'])
export const ConditionOperator = z.enum(['equals', 'contains', 'matches'])

/** `matches` takes a pattern (RE2 syntax), the others plain text; all compare without regard to case. */
export const RuleCondition = z.strictObject({
  field: ConditionField,
  operator: ConditionOperator,
  value: Line,
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
