import { z } from 'zod'

const Count = z.number().int().min(0)

const NamedTally = z.strictObject({
  key: z.string(),
  proposed: Count,
  accepted: Count,
  corrected: Count,
  abstained: Count,
})

/** How often proposals were right, from letters that the caller may read and a person has confirmed. */
export const AccuracyView = z.strictObject({
  letters: Count,
  complete: z.boolean(),
  fields: z.array(NamedTally),
  documentTypes: z.array(NamedTally),
  orgUnits: z.array(NamedTally),
  months: z.array(NamedTally),
  rules: z.array(NamedTally),
  confusions: z.array(
    z.strictObject({
      field: z.enum(['documentType', 'orgUnit']),
      proposed: z.string(),
      confirmed: z.string(),
      count: Count,
    }),
  ),
})
export type AccuracyView = z.infer<typeof AccuracyView>
