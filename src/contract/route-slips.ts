import { z } from 'zod'
import { Id, Instant, Paragraph, Person } from './primitives.ts'

const RouteTask = z.enum(['inform', 'cosign', 'comment', 'settle'])
const TargetKind = z.enum(['person', 'unit'])

/** The way of an item or case file past others, seen by whoever sees that. ETag is the quoted `version`. */
export const RouteSlipView = z.strictObject({
  id: Id,
  object: z.strictObject({ kind: z.enum(['incoming-item', 'case-file']), id: Id }),
  steps: z.array(
    z.strictObject({
      id: Id,
      target: z.strictObject({ kind: TargetKind, id: Id, name: z.string() }),
      task: RouteTask,
      instruction: z.string().nullable(),
      state: z.enum(['future', 'current', 'done', 'skipped']),
      /** Since when it is at turn. */
      openedAt: Instant.nullable(),
      closed: z
        .strictObject({
          at: Instant,
          by: Person,
          /** Who was asked, when a deputy has answered. */
          onBehalfOf: Person.nullable(),
          /** A remark, or why it was skipped. */
          words: z.string().nullable(),
        })
        .nullable(),
    }),
  ),
  createdAt: Instant,
  createdBy: Person,
  /** What the caller may do, as long as people work on the object: change what is to come, end the step at turn. */
  mayChange: z.boolean(),
  maySettle: z.boolean(),
  maySkip: z.boolean(),
  version: z.number().int(),
})
export type RouteSlipView = z.infer<typeof RouteSlipView>
export const RouteSlipList = z.strictObject({ items: z.array(RouteSlipView) })
export const RouteSlipParams = z.strictObject({ slipId: Id })

const RouteStepRequest = z.strictObject({
  target: z.strictObject({ kind: TargetKind, id: Id }),
  task: RouteTask,
  instruction: Paragraph.max(500).optional(),
})
export type RouteStepRequest = z.input<typeof RouteStepRequest>
export const StartRouteSlipRequest = z.strictObject({ steps: z.array(RouteStepRequest).min(1).max(30) })
/** In the place of all steps that are to come. */
export const ChangeRouteSlipRequest = z.strictObject({ steps: z.array(RouteStepRequest).max(30) })
export const SettleRouteStepRequest = z.strictObject({
  stepId: Id,
  outcome: z.enum(['done', 'skipped']),
  /** A remark; needed where a step is skipped. */
  words: Paragraph.max(2_000).optional(),
})
export type SettleRouteStepRequest = z.input<typeof SettleRouteStepRequest>

export const RoutePeopleQuery = z.strictObject({ q: z.string().min(2).max(100) })
export const RoutePeopleList = z.strictObject({ items: z.array(Person) })
