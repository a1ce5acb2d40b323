import { z } from 'zod'
import { CalendarDate, Id, Instant, Line } from './primitives.ts'

export const Appraised = z.enum(['A', 'B', 'V'])

/** The proposal that counts, and where it comes from. */
export const AppraisalView = z.strictObject({
  value: Appraised,
  from: z.enum(['case-file', 'entry', 'class']),
  reason: z.string().nullable(),
})
export const RetentionState = z.enum(['unset', 'not-started', 'running', 'over', 'endless'])

export const AppraiseRequest = z.strictObject({
  /** `null` takes the proposal back. */
  value: Appraised.nullable(),
  reason: Line,
})

export const HeldBack = z.enum([
  'hold',
  'open-entries',
  'open-mail',
  'open',
  'no-class',
  'endless',
  'clock-running',
])
export const DueFileView = z.strictObject({
  caseFileId: Id,
  fileNumber: z.string(),
  /** `null` for what few may know. */
  subject: z.string().nullable(),
  /** Number and title of its entry in the filing plan. */
  entry: z.string(),
  leadUnitId: Id,
  closedAt: Instant.nullable(),
  retention: z.string(),
  /** Last day on which it had to be kept. */
  lastDay: z.string().nullable(),
  appraisal: AppraisalView.nullable(),
  /** What keeps it all the same. */
  heldBack: z.array(HeldBack),
  holds: z.array(z.string()),
  documentCount: z.number().int(),
})
export type DueFileView = z.infer<typeof DueFileView>
export const DueFileQuery = z.strictObject({ on: CalendarDate.optional() })
export const DueFileList = z.strictObject({ items: z.array(DueFileView), isCut: z.boolean() })
