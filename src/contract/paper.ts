import { z } from 'zod'
import { CalendarDate, Id, Instant, Line, Person } from './primitives.ts'

const Count = z.number().int().min(0)
const Step = z.strictObject({ at: Instant, by: Person })
export const TakeOutReason = z.enum(['rescan', 'keep', 'give-back'])
export type TakeOutReason = z.infer<typeof TakeOutReason>
const BoxState = z.enum(['open', 'requested', 'destroyed'])
export const PaperBlocker = z.enum([
  'empty',
  'batch-open',
  'too-early',
  'hold',
  'legal-hold',
  'check-open',
  'not-drawn',
  'not-checked',
  'letter-open',
  'keeps-paper',
])
export type PaperBlocker = z.infer<typeof PaperBlocker>

export const PaperBoxSummary = z.strictObject({
  id: Id,
  /** Box 17. */
  number: z.number().int(),
  place: z.string(),
  state: BoxState,
  batches: z.array(Step.extend({ batchId: Id, number: z.string() })),
  createdAt: Instant,
  createdBy: Person,
  version: z.number().int(),
})
export type PaperBoxSummary = z.infer<typeof PaperBoxSummary>
export const PaperBoxList = z.strictObject({ items: z.array(PaperBoxSummary) })

/** A box with what becomes of its paper, as it is now. */
export const PaperBoxView = PaperBoxSummary.extend({
  /** First day on which it may be destroyed; `null` while a batch in it is open. */
  destroyAfter: CalendarDate.nullable(),
  /** Why it stays; empty when it may be destroyed. */
  blockers: z.array(PaperBlocker),
  /** Letters that keep it. */
  kept: z.array(z.strictObject({ itemId: Id, receiptNumber: z.string(), blockers: z.array(PaperBlocker) })),
  /** That lie in it, or were destroyed with it, and their scanned pages. */
  letters: Count,
  pages: Count,
  taken: z.array(
    Step.extend({
      itemId: Id,
      receiptNumber: z.string(),
      reason: TakeOutReason,
      remark: z.string().nullable(),
      back: Step.nullable(),
    }),
  ),
  holds: z.array(
    z.strictObject({ id: Id, owner: z.string(), reason: z.string(), placedAt: Instant, placedBy: Person }),
  ),
  requested: Step.nullable(),
  destruction: z
    .strictObject({ requested: Step, approved: Step, manner: z.string(), letters: Count, pages: Count })
    .nullable(),
})
export type PaperBoxView = z.infer<typeof PaperBoxView>

export const PaperBoxParams = z.strictObject({ boxId: Id })
export const OpenBoxRequest = z.strictObject({ place: Line.max(200) })
export const PutBatchRequest = z.strictObject({ batchNumber: Line.max(40) })
export const TakeOutRequest = z.strictObject({
  receiptNumber: Line.max(40),
  reason: TakeOutReason,
  remark: Line.optional(),
})
export const PutBackRequest = z.strictObject({ itemId: Id })
export const HoldPaperRequest = z.strictObject({ owner: Line.max(200), reason: Line })
export const ReleasePaperRequest = z.strictObject({ holdId: Id, reason: Line })
export const PaperReasonRequest = z.strictObject({ reason: Line })
export const ApprovePaperRequest = z.strictObject({ manner: Line.max(200) })
