import { z } from 'zod'
import { CaseFileView } from './case-files.ts'
import { AppraisalView, RetentionState } from './disposal.ts'
import { DocumentView } from './documents.ts'
import { RetentionClassView } from './filing-plan.ts'
import { CalendarDate, Id, Instant, Line } from './primitives.ts'

/** Why something in a case file was changed; it stays in the history. */
const Reason = Line

export const SubFileView = z.strictObject({
  id: Id,
  caseFileId: Id,
  serial: z.number().int(),
  subject: z.string(),
  createdAt: Instant,
})
export const SubFileList = z.strictObject({ items: z.array(SubFileView) })
export const CreateSubFileRequest = z.strictObject({ subject: Line })
export const ChangeProcedureRequest = z.strictObject({
  procedureId: Id,
  subject: Line.optional(),
  /** `null`: into the case file itself. */
  subFileId: Id.nullable().optional(),
  reason: Reason,
})

const WithdrawalView = z.strictObject({ at: Instant, by: z.string(), reason: z.string() })

/** A numbered place in a case file. */
export const FileEntryView = z.strictObject({
  serial: z.number().int(),
  /** `null` when the document has no pages that can be counted. */
  firstPage: z.number().int().nullable(),
  lastPage: z.number().int().nullable(),
  filedAt: Instant,
  filedBy: z.string(),
  procedureId: Id.nullable(),
  /** It has gone into another case file. */
  left: WithdrawalView.nullable(),
  voided: WithdrawalView.nullable(),
  /** Of a letter that was written here. */
  outgoing: z.strictObject({ recipient: z.string(), sentOn: CalendarDate, author: z.string() }).nullable(),
  /** `null` when the caller may not read it. */
  document: DocumentView.nullable(),
})
export const FileEntryList = z.strictObject({ items: z.array(FileEntryView) })
export const MoveDocumentRequest = z.strictObject({
  documentId: Id,
  /** `null`: into none. */
  procedureId: Id.nullable(),
  reason: Reason,
})
export const VoidDocumentRequest = z.strictObject({ documentId: Id, reason: Reason })

export const ReferenceList = z.strictObject({ items: z.array(CaseFileView) })
export const AddReferenceRequest = z.strictObject({ otherId: Id })
export const RemoveReferenceRequest = z.strictObject({ otherId: Id, reason: Reason })

export const PlaceHoldRequest = z.strictObject({ owner: Line.max(200), reason: Reason })
export const LiftHoldRequest = z.strictObject({ holdId: Id, reason: Reason })

export const RetentionView = z.strictObject({
  /** `null` while the filing plan says nothing. */
  retentionClass: RetentionClassView.nullable(),
  /** Last day on which it must be kept; of closed files that are not kept for ever. */
  lastDay: z.string().nullable(),
  state: RetentionState,
  /** The day after which the years count. */
  startedOn: z.string().nullable(),
  appraisal: AppraisalView.nullable(),
})
