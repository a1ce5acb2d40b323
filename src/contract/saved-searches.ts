import { z } from 'zod'
import { ItemState } from './incoming-items.ts'
import { CalendarDate, Id, Instant, Line } from './primitives.ts'

/** A search that the caller has kept, and what is new in it. */
export const SavedSearchView = z.strictObject({
  id: Id,
  name: z.string(),
  q: z.string(),
  documentType: Id.nullable(),
  orgUnit: Id.nullable(),
  sender: z.string().nullable(),
  state: ItemState.nullable(),
  from: CalendarDate.nullable(),
  to: CalendarDate.nullable(),
  createdAt: Instant,
  /** Documents of the last 90 days that it did not find when the caller last looked. */
  newHits: z.number().int(),
  /** It finds more than a hundred of them, so that nothing can be said of what is new. */
  isTooBroad: z.boolean(),
})
export type SavedSearchView = z.infer<typeof SavedSearchView>
export const SavedSearchList = z.strictObject({ items: z.array(SavedSearchView) })
export const SavedSearchParams = z.strictObject({ savedSearchId: Id })

export const SaveSearchRequest = z.strictObject({
  name: Line.max(100),
  q: Line.max(1_000),
  documentType: Id.optional(),
  orgUnit: Id.optional(),
  sender: Line.max(200).optional(),
  state: ItemState.optional(),
  from: CalendarDate.optional(),
  to: CalendarDate.optional(),
})
export type SaveSearchRequest = z.input<typeof SaveSearchRequest>
