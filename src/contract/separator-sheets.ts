import { z } from 'zod'
import { Id, Level } from './primitives.ts'

/** A cover sheet where one of the first three is given, else a plain separator sheet. */
export const SeparatorSheetsQuery = z.strictObject({
  orgUnitId: Id.optional(),
  documentType: Id.optional(),
  level: Level.optional(),
  copies: z.coerce.number().int().min(1).max(100).default(1),
})
export type SeparatorSheetsQuery = z.infer<typeof SeparatorSheetsQuery>
