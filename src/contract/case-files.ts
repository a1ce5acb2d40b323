import { z } from 'zod'
import { DocumentView } from './documents.ts'
import { Id, Instant, Level, Line, pageOf, PageQuery } from './primitives.ts'

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
})
export const PatchCaseFileRequest = z.strictObject({
  subject: Line.optional(),
  state: z.enum(['open', 'closed']).optional(),
})

export const ProcedureView = z.strictObject({
  id: Id,
  caseFileId: Id,
  serial: z.number().int(),
  subject: z.string(),
  createdAt: Instant,
})
export const ProcedureList = z.strictObject({ items: z.array(ProcedureView) })
export const CreateProcedureRequest = z.strictObject({ subject: Line })
export const CaseFileDocuments = z.strictObject({ items: z.array(DocumentView) })
