import { z } from 'zod'
import { ItemState, ItemSummary } from './incoming-items.ts'
import { CalendarDate, Id, Instant } from './primitives.ts'

const Count = z.number().int().min(0)
/** One number for each of `bands`. */
const ByAge = z.array(Count)

/** Where open mail lies, for limits of its age. */
export const AgeingStage = z.enum(['waiting', 'returned', 'quarantined', 'routed', 'accepted'])

/** Hours of working days since the capture, at most a year of them; `null` for a stage without a limit. */
const LimitHours = z.number().int().min(1).max(6_000).nullable()
const StageHours = z.strictObject({
  waiting: LimitHours,
  returned: LimitHours,
  quarantined: LimitHours,
  routed: LimitHours,
  accepted: LimitHours,
})
/** How long mail may have been in the house and still be at a stage. ETag is the quoted `version`. */
export const AgeingLimitsView = z.strictObject({ hours: StageHours, version: z.number().int() })
export type AgeingLimitsView = z.infer<typeof AgeingLimitsView>
export const SetAgeingLimitsRequest = z.strictObject({ hours: StageHours })

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
  units: z.array(z.strictObject({ orgUnitId: Id, open: ByAge, claimed: Count, overdue: Count })),
  /** Calendar days of the city, today first: what was captured, and what of it is still open. */
  days: z.array(z.strictObject({ day: CalendarDate, received: Count, open: Count })),
  /** Items that nobody has taken, those in the house for longest first, ten at most. */
  oldest: z.array(ItemSummary),
  /** Limits of age by stage: what is in one of the states and was captured before the instant is over it. */
  limits: z.array(
    z.strictObject({ stage: AgeingStage, states: z.array(ItemState), hours: Count, before: Instant }),
  ),
  /** Of what waits in the mailroom: over the limit of its stage. */
  waitingOverdue: Count,
  /** Items over their limit, those in the house for longest first, 25 at most. */
  overdue: z.array(ItemSummary),
})
export type Overview = z.infer<typeof Overview>
