import { z } from 'zod'

/** ULID, or the key of a master record. */
export const Id = z.string().regex(/^[0-9A-Za-z-]{1,64}$/)
export const Instant = z.iso.datetime({ offset: true })
export const CalendarDate = z.iso.date()
/** `[x0, y0, x1, y1]` in the upright page's own 0..1 range, origin top left. */
export const Box = z.tuple([z.number(), z.number(), z.number(), z.number()])
export const Weight = z.number().min(0).max(1)
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
/** One line of text that people type; control characters are refused. */
export const Line = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .regex(/^[^\p{Cc}]*$/u)
/** Text of several lines; other control characters than tab and line breaks are refused. */
export const Paragraph = z
  .string()
  .trim()
  .max(5_000)
  .regex(/^(?:[^\p{Cc}]|[\t\n\r])*$/u)
export const Money = z.strictObject({
  amount: z.string().regex(/^-?\d{1,15}(\.\d{1,2})?$/),
  currency: z.string().regex(/^[A-Z]{3}$/),
})
/** How few may know of a record. */
export const Level = z.enum(['normal', 'confidential', 'strict'])
export type Level = z.infer<typeof Level>
export const Person = z.strictObject({ userId: z.string(), displayName: z.string() })

export const PageQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** A page of a list: `nextCursor` is absent on the last page. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.strictObject({
    items: z.array(item),
    nextCursor: z.string().nullable(),
    total: z.number().int().optional(),
  })
}

/** How sure an identity provider is of who somebody is: levels of eIDAS. */
export const AssuranceLevel = z.enum(['low', 'substantial', 'high'])

/** A citizen whose name an identity provider vouched for. */
export const VerifiedSenderView = z.strictObject({
  name: z.string(),
  level: AssuranceLevel.nullable(),
  provider: z.string(),
})
