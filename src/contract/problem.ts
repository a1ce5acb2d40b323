import { z } from 'zod'

/** Every error answer: RFC 9457 with a stable `code` and the `traceId` that stands in the log. */
export const Problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  traceId: z.string(),
  errors: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
})
export type Problem = z.infer<typeof Problem>
