import { z } from 'zod'
import { ItemState } from './incoming-items.ts'
import { Id, Instant, Line, Person } from './primitives.ts'

const PartNumber = z.number().int().min(1).max(99)

/** Which part of a posting the item is; `part: null`: none. All parts of a posting have the same key. */
export const PartRequest = z.strictObject({
  part: z.strictObject({ key: Line.min(1).max(100), number: PartNumber, of: PartNumber.min(2) }).nullable(),
})

/** A posting that came in several parts, as far as the caller may see it; `posting: null` for an item that is none of them. */
export const PostingView = z.strictObject({
  posting: z
    .strictObject({
      key: z.string(),
      number: PartNumber,
      of: PartNumber,
      released: z.strictObject({ at: Instant, by: Person, reason: z.string() }).nullable(),
      parts: z.array(
        z.strictObject({ itemId: Id, receiptNumber: z.string(), number: PartNumber, state: ItemState }),
      ),
      missing: z.array(PartNumber),
      /** It is not routed, filed or closed before the missing parts are there or somebody lets it go on. */
      isHeldBack: z.boolean(),
    })
    .nullable(),
})
export type PostingView = z.infer<typeof PostingView>
