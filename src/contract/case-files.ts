import { z } from 'zod'
import { DocumentView } from './documents.ts'
import { CalendarDate, Id, Instant, Level, Line, pageOf, PageQuery } from './primitives.ts'

const Medium = z.enum(['electronic', 'hybrid', 'paper'])

export const CaseFileView = z.strictObject({
  id: Id,
  fileNumber: z.string(),
  subject: z.string(),
  filingPlanEntryId: Id,
  leadUnitId: Id,
  state: z.enum(['open', 'closed']),
  createdAt: Instant,
  closedAt: Instant.nullable(),
  documentCount: z.number().int(),
  medium: Medium,
  /** Where the part on paper lies. */
  location: z.string().nullable(),
  foreignReference: z.string().nullable(),
  /** First and last day of what it is about. */
  periodFrom: z.string().nullable(),
  periodTo: z.string().nullable(),
  /** Claims that it is kept, whatever its time. */
  holds: z.array(
    z.strictObject({
      id: Id,
      owner: z.string(),
      reason: z.string(),
      placedAt: Instant,
      placedBy: z.string(),
    }),
  ),
  level: Level,
  version: z.number().int(),
})
export type CaseFileView = z.infer<typeof CaseFileView>

export const CaseFilePage = pageOf(CaseFileView)
export const CaseFileQuery = PageQuery.extend({
  state: z.enum(['open', 'closed']).optional(),
  orgUnit: Id.optional(),
  filingPlanEntry: Id.optional(),
  /** Start of the file number, or words of the subject. */
  text: z.string().max(200).optional(),
})
export const CaseFileParams = z.strictObject({ caseFileId: Id })
export const CreateCaseFileRequest = z.strictObject({
  subject: Line,
  filingPlanEntryId: Id,
  leadUnitId: Id,
  level: Level.default('normal'),
  medium: Medium.optional(),
  location: Line.optional(),
  foreignReference: Line.max(200).optional(),
  periodFrom: CalendarDate.optional(),
  periodTo: CalendarDate.optional(),
})
/** `null` takes a value away. */
export const PatchCaseFileRequest = z.strictObject({
  subject: Line.optional(),
  medium: Medium.optional(),
  location: Line.nullable().optional(),
  foreignReference: Line.max(200).nullable().optional(),
  periodFrom: CalendarDate.nullable().optional(),
  periodTo: CalendarDate.nullable().optional(),
  state: z.enum(['open', 'closed']).optional(),
  /** Needed to open a closed file again. */
  reason: Line.optional(),
})
/** How much of each kind keeps a case file from being closed. */
export const ClosingBlockers = z.strictObject({
  deadlines: z.number().int(),
  resubmissions: z.number().int(),
  /** Mail that was sent to the file and does not lie in it yet. */
  mail: z.number().int(),
  /** Requests for documents that are neither settled nor withdrawn. */
  followUps: z.number().int(),
  /** Route slips of the file itself that somebody is still asked by. */
  routeSlips: z.number().int(),
})
export type ClosingBlockers = z.infer<typeof ClosingBlockers>

export const ProcedureView = z.strictObject({
  id: Id,
  caseFileId: Id,
  /** `null`: in the case file itself. */
  subFileId: Id.nullable(),
  serial: z.number().int(),
  subject: z.string(),
  createdAt: Instant,
})
export const ProcedureList = z.strictObject({ items: z.array(ProcedureView) })
export const CreateProcedureRequest = z.strictObject({ subject: Line, subFileId: Id.optional() })
export const CaseFileDocuments = z.strictObject({ items: z.array(DocumentView) })
