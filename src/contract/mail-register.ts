import { z } from 'zod'
import { ArrivalNotes, Channel, ItemState } from './incoming-items.ts'
import { CalendarDate, Id, Instant, Line, pageOf, PageQuery } from './primitives.ts'

/** One line of the mail register. */
export const RegisterEntry = z.strictObject({
  /** `null` where the caller may not read the letter. */
  id: Id.nullable(),
  receiptNumber: z.string(),
  channel: Channel,
  receivedAt: Instant,
  arrival: ArrivalNotes,
  capturedAt: Instant,
  state: ItemState,
  fileCount: z.number().int(),
  orgUnitId: Id.nullable(),
  registeredBy: z.string(),
  /** `null` where the caller may not read the letter. */
  content: z.strictObject({ sender: z.string().nullable(), subject: z.string().nullable() }).nullable(),
  closureReason: z.string().nullable(),
})
export type RegisterEntry = z.infer<typeof RegisterEntry>
export const RegisterPage = pageOf(RegisterEntry)

/** Days of arrival, both included, by the calendar of the town. */
const filter = {
  from: CalendarDate.optional(),
  to: CalendarDate.optional(),
  channel: Channel.optional(),
  /** One state or several, separated by commas. */
  state: z.string().max(300).optional(),
  /** Exactly as it stands in the register; then only letters that the caller may read. */
  sender: Line.optional(),
}
export const RegisterQuery = PageQuery.extend(filter)
export const RegisterExportQuery = z.strictObject(filter)

export const ReceiptGapsQuery = z.strictObject({
  year: z.coerce.number().int().min(2_000).max(2_999).optional(),
})
/** Whether every receipt number of the year is there; cancelled ones count as there. */
export const ReceiptGaps = z.strictObject({
  year: z.number().int(),
  lastNumber: z.string().nullable(),
  count: z.number().int(),
  gaps: z.array(z.strictObject({ from: z.string(), to: z.string() })),
})
export type ReceiptGaps = z.infer<typeof ReceiptGaps>
