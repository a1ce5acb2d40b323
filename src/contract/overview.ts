import { z } from 'zod'
import { ItemState, ItemSummary } from './incoming-items.ts'
import { CalendarDate, Id, Instant } from './primitives.ts'

const Count = z.number().int().min(0)
/** One number for each of `bands`. */
const ByAge = z.array(Count)

/** What came in and what is open; counts of what the caller may read, and of nothing else. */
export const Overview = z.strictObject({
  at: Instant,
  /** Ages in hours since the capture; the last band has no end. */
  bands: z.array(z.strictObject({ fromHours: Count, belowHours: Count.nullable() })),
  /** Open items by the state they are in. */
  stages: z.partialRecord(ItemState, Count),
  /** Items that wait in the mailroom for a target. */
  waiting: ByAge,
  /** Units in whose inboxes something lies. */
  units: z.array(z.strictObject({ orgUnitId: Id, open: ByAge, claimed: Count })),
  /** Calendar days of the city, today first: what was captured, and what of it is still open. */
  days: z.array(z.strictObject({ day: CalendarDate, received: Count, open: Count })),
  /** Items that nobody has taken, those in the house for longest first, ten at most. */
  oldest: z.array(ItemSummary),
})
export type Overview = z.infer<typeof Overview>
