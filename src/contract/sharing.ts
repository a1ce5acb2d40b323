import { z } from 'zod'
import { Id, Instant, Level } from './primitives.ts'
import { ConditionField, ConditionOperator } from './routing-rules.ts'

export const SharedKind = z.enum(['document-type', 'routing-rule'])
export const SharedField = z.enum(['name', 'level', 'priority', 'conditions'])

const Condition = z.strictObject({ field: ConditionField, operator: ConditionOperator, value: z.string() })
/** All that others see of a publication. */
export const SharedContent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('document-type'), key: z.string(), name: z.string(), level: Level }),
  z.strictObject({
    kind: z.literal('routing-rule'),
    name: z.string(),
    priority: z.number().int(),
    conditions: z.array(Condition),
    /** Number and name of the unit it sends to at the publisher. */
    targetName: z.string(),
  }),
])
export type SharedContent = z.infer<typeof SharedContent>

const SharedValue = z.union([z.string(), z.number(), z.array(Condition)])
/** `theirs`: the publisher changed it; `mine`: it was changed here; `both`. */
export const SharedDifference = z.strictObject({
  field: SharedField,
  standing: z.enum(['theirs', 'mine', 'both']),
  base: SharedValue,
  mine: SharedValue,
  theirs: SharedValue,
})
export type SharedDifference = z.infer<typeof SharedDifference>

export const PublicationView = z.strictObject({
  id: Id,
  /** Name of the city. */
  publisher: z.string(),
  release: z.number().int(),
  publishedAt: Instant,
  content: SharedContent,
  /** Of an own one only. */
  own: z
    .strictObject({
      sourceId: Id,
      /** The record was changed since, or removed. */
      isBehind: z.boolean(),
    })
    .nullable(),
  /** The own record that was made of it. */
  copy: z
    .strictObject({ localId: Id, release: z.number().int(), differences: z.array(SharedDifference) })
    .nullable(),
})
export type PublicationView = z.infer<typeof PublicationView>
export const PublicationList = z.strictObject({ items: z.array(PublicationView) })

export const PublishRequest = z.strictObject({ kind: SharedKind, sourceId: Id })
export const AdoptRequest = z.strictObject({
  /** Where a rule sends to here; needed for rules. */
  orgUnitId: Id.optional(),
})
export const TakeOverRequest = z.strictObject({
  /** That was shown; a later one is refused. */
  release: z.number().int().min(1),
  /** Fields that were changed here and shall be as published. */
  take: z.array(SharedField).max(SharedField.options.length).default([]),
})
