import { z } from 'zod'
import { CalendarDate, Id, Instant, Line } from './primitives.ts'

const Appraised = z.enum(['A', 'B', 'V'])

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
  'in-run',
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

const Value = z.enum(['A', 'V'])
const ArchiveWordView = z.strictObject({
  /** Type of the message, or `letter`. */
  by: z.string(),
  reference: z.string(),
  at: Instant,
  recordedBy: z.string(),
})
export const DisposalFileView = z.strictObject({
  caseFileId: Id,
  fileNumber: z.string(),
  /** `null` for what few may know, and for what is gone. */
  subject: z.string().nullable(),
  entryNumber: z.string(),
  closedOn: z.string(),
  lastDay: z.string(),
  proposal: Appraised,
  decision: ArchiveWordView.extend({ value: Value }).nullable(),
  imported: ArchiveWordView.extend({ archiveNumber: z.string().nullable() }).nullable(),
  importFault: z.string().nullable(),
  /** As of now; empty for what is gone. */
  heldBack: z.array(HeldBack),
  holds: z.array(z.string()),
  destroyed: z
    .strictObject({
      at: Instant,
      documents: z.number().int(),
      pages: z.number().int(),
      sizeBytes: z.number().int(),
    })
    .nullable(),
  /** Why it was not destroyed when it was its turn. */
  keptBecause: z.array(z.union([HeldBack, z.literal('changed')])),
})
export type DisposalFileView = z.infer<typeof DisposalFileView>
const Step = z.strictObject({ at: Instant, by: z.string() })
const RunState = z.enum(['prepared', 'offered', 'decided', 'transferred', 'requested', 'ended'])
export const DisposalRunSummary = z.strictObject({
  id: Id,
  serial: z.number().int(),
  archive: z.string(),
  isDirect: z.boolean(),
  state: RunState,
  createdAt: Instant,
  createdBy: z.string(),
  files: z.number().int(),
  destroyed: z.number().int(),
})
export type DisposalRunSummary = z.infer<typeof DisposalRunSummary>
export const DisposalRunList = z.strictObject({ items: z.array(DisposalRunSummary) })
export const DisposalRunView = DisposalRunSummary.extend({
  processId: z.string(),
  files: z.array(DisposalFileView),
  messages: z.array(Step.extend({ type: z.string(), direction: z.enum(['out', 'in']), sha256: z.string() })),
  requested: Step.extend({ byId: Id }).nullable(),
  approved: Step.nullable(),
  /** Objects that are still to be erased. */
  toErase: z.number().int(),
  /** Whether the object store keeps old versions, and guards objects against everybody (object lock). */
  store: z.strictObject({ versions: z.boolean(), objectLock: z.boolean() }),
})
export type DisposalRunView = z.infer<typeof DisposalRunView>
export const DisposalRunParams = z.strictObject({ runId: Id })
export const PrepareRunRequest = z.strictObject({
  caseFileIds: z.array(Id).min(1).max(100),
  archive: Line.max(200),
  isDirect: z.boolean().default(false),
})
export const DisposalReasonRequest = z.strictObject({ reason: Line })
export const TakeAnswerRequest = z.strictObject({ xml: z.string().min(1).max(200_000) })
export const RecordLetterRequest = z.strictObject({
  reference: Line.max(200),
  answers: z
    .array(z.strictObject({ caseFileId: Id, answer: z.enum(['A', 'V', 'imported']) }))
    .min(1)
    .max(100),
})
