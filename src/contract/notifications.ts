import { z } from 'zod'
import { AgeingStage } from './overview.ts'
import { CalendarDate, Id, Person } from './primitives.ts'

/** Something to look at. Subject and words of what few may know are shown to whoever opens it only. */
export const NotificationView = z.strictObject({
  /** Names what happened; for marking it as read. */
  key: z.string(),
  kind: z.enum(['assigned', 'mentioned', 'asked', 'ageing', 'due']),
  object: z.strictObject({
    kind: z.enum(['incoming-item', 'case-file']),
    id: Id,
    /** Receipt or file number. */
    number: z.string(),
    subject: z.string().nullable(),
  }),
  /** Instant, or the day for `due`. */
  since: z.string(),
  by: Person.nullable(),
  /** What was said when it was handed over; what is to be done by the day. */
  words: z.string().nullable(),
  /** What a route slip asks for, with `asked`. */
  task: z.enum(['inform', 'cosign', 'comment', 'settle']).nullable(),
  /** The limit that the item is over, in hours of working days, and the unit where it lies. */
  ageing: z
    .strictObject({ stage: AgeingStage, hours: z.number().int(), orgUnitId: Id.nullable() })
    .nullable(),
  due: z
    .strictObject({
      kind: z.enum(['deadline', 'resubmission']),
      on: CalendarDate,
      urgency: z.enum(['overdue', 'today', 'soon', 'later']),
    })
    .nullable(),
  isRead: z.boolean(),
})
export type NotificationView = z.infer<typeof NotificationView>

export const NotificationList = z.strictObject({
  /** Unread ones first. */
  items: z.array(NotificationView),
  unread: z.number().int(),
  /** There are more of one kind than are looked at. */
  isCut: z.boolean(),
})
export type NotificationList = z.infer<typeof NotificationList>

export const MarkNotificationsRequest = z.strictObject({
  keys: z.array(z.string().min(1).max(200)).min(1).max(250),
  isRead: z.boolean().default(true),
})
