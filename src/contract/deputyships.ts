import { z } from 'zod'
import { CalendarDate, Id } from './primitives.ts'

const Named = z.strictObject({ id: Id, displayName: z.string() })

/** Somebody is away, somebody else does the work meanwhile, or nobody; both days are included. */
export const DeputyshipView = z.strictObject({
  id: Id,
  absent: Named,
  /** Null when nobody stands in. */
  deputy: Named.nullable(),
  firstDay: CalendarDate,
  lastDay: CalendarDate,
  /** Of everything that the absent person works on when empty. */
  orgUnitIds: z.array(Id),
  /** Also what is confidential. */
  confidential: z.boolean(),
  mayEnd: z.boolean(),
})
export type DeputyshipView = z.infer<typeof DeputyshipView>
export const DeputyshipOverview = z.strictObject({
  items: z.array(DeputyshipView),
  absentees: z.array(Named),
  deputies: z.array(Named),
})
export type DeputyshipOverview = z.infer<typeof DeputyshipOverview>
export const CreateDeputyshipRequest = z.strictObject({
  /** The caller himself when absent. */
  absentId: Id.optional(),
  /** Nobody when absent: the absence is shown where work is handed out. */
  deputyId: Id.optional(),
  firstDay: CalendarDate,
  lastDay: CalendarDate,
  orgUnitIds: z.array(Id).max(50).default([]),
  confidential: z.boolean().default(false),
})
export const DeputyshipReceipt = z.strictObject({ id: Id })
export const DeputyshipParams = z.strictObject({ deputyshipId: Id })
