import { z } from 'zod'
import { CalendarDate, Id, Instant, Line, Paragraph, Person } from './primitives.ts'

/** A request for documents that a citizen answers by link. ETag is the quoted `version`. */
export const FollowUpView = z.strictObject({
  id: Id,
  object: z.strictObject({ kind: z.enum(['incoming-item', 'case-file']), id: Id }),
  recipient: z.string(),
  subject: z.string(),
  text: z.string(),
  wanted: z.array(z.string()),
  /** Last day of the deadline. */
  dueOn: CalendarDate,
  /** Last day on which the link takes documents. */
  openUntil: CalendarDate,
  /** `overdue`: the deadline is over and the link still takes documents; `expired`: it does not any more. */
  phase: z.enum(['waiting', 'overdue', 'expired', 'answered', 'settled', 'withdrawn']),
  answers: z.array(
    z.strictObject({
      itemId: Id,
      receiptNumber: z.string(),
      receivedAt: Instant,
      fileCount: z.number().int(),
      inTime: z.boolean(),
    }),
  ),
  createdAt: Instant,
  createdBy: Person,
  closed: z.strictObject({ at: Instant, by: Person, reason: z.string().nullable() }).nullable(),
  version: z.number().int(),
})
export type FollowUpView = z.infer<typeof FollowUpView>

/** The code is shown this once; `page` is the address of the page, and `#` and the code behind it the link. */
export const FollowUpWithCode = FollowUpView.extend({ code: z.string(), page: z.string() })
export type FollowUpWithCode = z.infer<typeof FollowUpWithCode>

export const FollowUpList = z.strictObject({ items: z.array(FollowUpView) })
export const FollowUpParams = z.strictObject({ followUpId: Id })

export const SendFollowUpRequest = z.strictObject({
  /** Name and address on the letter, as lines. */
  recipient: Paragraph.min(1).max(400),
  subject: Line.max(100),
  text: Paragraph.min(1).max(3_000),
  wanted: z.array(Line.max(200)).min(1).max(20),
  dueOn: CalendarDate,
})
export type SendFollowUpRequest = z.input<typeof SendFollowUpRequest>
export const WithdrawFollowUpRequest = z.strictObject({ reason: Line })

const Code = z.string().min(1).max(100)
export const FollowUpLetterRequest = z.strictObject({ code: Code })
export const OpenFollowUpRequest = z.strictObject({ code: Code })

/** What whoever holds the link is told. */
export const FollowUpNotice = z.strictObject({
  subject: z.string(),
  text: z.string(),
  wanted: z.array(z.string()),
  askedOn: CalendarDate,
  dueOn: CalendarDate,
  openUntil: CalendarDate,
  isOverdue: z.boolean(),
  answerCount: z.number().int(),
})
export type FollowUpNotice = z.infer<typeof FollowUpNotice>
