import { z } from 'zod'
import { BatchState } from './batches.ts'
import { Channel, ItemState } from './incoming-items.ts'
import { RegisterEntry } from './mail-register.ts'
import { CalendarDate, Id, Instant, Line, pageOf, Person, Sha256 } from './primitives.ts'

const Count = z.number().int().min(0)

const ClosingCounts = z.strictObject({
  items: Count,
  files: Count,
  byChannel: z.partialRecord(Channel, Count),
  byState: z.partialRecord(ItemState, Count),
  /** All that waited for a target then. */
  waiting: Count,
  /** Batches of scans that were open then. */
  openBatches: Count,
  /** Batches that were closed since the closing before although their pages did not add up. */
  unbalancedBatches: Count,
})

const NumberSpan = z.strictObject({ year: z.number().int(), first: Count, last: Count })

/** A working day that the mailroom has signed off; each receipt number belongs to one that was not opened again. */
export const DayClosing = z.strictObject({
  id: Id,
  serial: z.number().int(),
  day: CalendarDate,
  closedAt: Instant,
  closedBy: Person,
  spans: z.array(NumberSpan),
  counts: ClosingCounts,
  /** Over numbers, ids, channels, times of capture and documents; it stands in the audit chain too. */
  hash: Sha256,
  reason: z.string().nullable(),
  reopened: z.strictObject({ at: Instant, by: Person, reason: z.string() }).nullable(),
})
export type DayClosing = z.infer<typeof DayClosing>
export const DayClosingPage = pageOf(DayClosing)

/** What closing would say now. */
export const ClosingPreview = z.strictObject({
  spans: z.array(NumberSpan),
  counts: ClosingCounts,
  /** What still waits for a target, newest first, a hundred at most. */
  waiting: z.array(RegisterEntry),
  /** Batches that are open, and those closed unbalanced since the last closing. */
  batches: z.array(
    z.strictObject({
      id: Id,
      number: z.string(),
      state: BatchState,
      createdAt: Instant,
      reason: z.string().nullable(),
    }),
  ),
})
export type ClosingPreview = z.infer<typeof ClosingPreview>

/** `matches`: the register still holds the very items that were signed. */
export const CheckedClosing = z.strictObject({ closing: DayClosing, matches: z.boolean() })
export type CheckedClosing = z.infer<typeof CheckedClosing>

export const CloseDayRequest = z.strictObject({ reason: Line.optional() })
export const ClosingParams = z.strictObject({ closingId: Id })
