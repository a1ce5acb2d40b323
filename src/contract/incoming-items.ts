import { z } from 'zod'
import { DocumentView, IndexInput, Processing } from './documents.ts'
import {
  CalendarDate,
  Id,
  Instant,
  Level,
  Line,
  pageOf,
  PageQuery,
  Paragraph,
  Person,
  Sha256,
  VerifiedSenderView,
} from './primitives.ts'
import { VirusScanView } from './virus-scans.ts'

export const Channel = z.enum([
  'letter',
  'counter',
  'night_box',
  'fax',
  'scan_folder',
  'upload_link',
  'upload_login',
  'email',
  'fitconnect',
  'vps',
  'bebpo',
  'zre',
  'internal',
])

export const ItemState = z.enum([
  'registered',
  'capturing',
  'qc',
  'indexing',
  'routed',
  'accepted',
  'filed',
  'done',
  'closedForwarded',
  'misdirectedOut',
  'returned',
  'quarantined',
  'rejected',
  'voided',
  'split',
  'dispatched',
])
export type ItemState = z.infer<typeof ItemState>

/** Night letter boxes keep apart what was thrown in before midnight and after it. */
export const NightBoxPart = z.enum(['before-midnight', 'after-midnight'])

/** The text parts of the multipart request; the files come as `files`. */
export const CreateItemFields = z.strictObject({
  channel: Channel.default('letter'),
  receivedAt: Instant.optional(),
  /** Only of the channel `night_box`: gives the time of arrival, on the day of `receivedAt` if there is one. */
  nightBox: NightBoxPart.optional(),
  /** Was in the box when it was emptied before opening. */
  earlyCollection: z.stringbool({ truthy: ['true'], falsy: ['false'] }).optional(),
  /** What the transport says of the time: a `Received` line, an event token, a delivery report. */
  arrivalEvidence: Paragraph.min(1).optional(),
  subject: Line.optional(),
  sender: Line.optional(),
  note: Paragraph.optional(),
  batchId: Id.optional(),
})

export const ReceivedFile = z.strictObject({
  id: Id,
  filename: z.string(),
  mediaType: z.string(),
  sizeBytes: z.number().int(),
  sha256: Sha256,
  virusScan: VirusScanView.nullable(),
})

/** What is known of the arrival besides its time. */
export const ArrivalNotes = z.strictObject({
  nightBox: NightBoxPart.nullable(),
  earlyCollection: z.boolean(),
  /** `own-clock`: the upload was complete at that time; `null` where nothing proves the time. */
  evidence: z
    .strictObject({ kind: z.enum(['own-clock', 'transport']), text: z.string().nullable() })
    .nullable(),
  /** The last one; all of them stand in the history. */
  correction: z.strictObject({ from: Instant, at: Instant, by: Person, reason: z.string() }).nullable(),
})
export type ArrivalNotes = z.infer<typeof ArrivalNotes>

export const ClosingMarkKind = z.enum(['to-file', 'to-procedure', 'set-aside'])

/** An item in a list. */
export const ItemSummary = z.strictObject({
  id: Id,
  receiptNumber: z.string(),
  channel: Channel,
  receivedAt: Instant,
  arrival: ArrivalNotes,
  capturedAt: Instant,
  state: ItemState,
  subject: z.string().nullable(),
  sender: z.string().nullable(),
  note: z.string().nullable(),
  verifiedSender: VerifiedSenderView.nullable(),
  /** The request for documents that it answers; who may read what it was for finds it under `/follow-ups`. */
  followUpId: Id.nullable(),
  batchId: Id.nullable(),
  /** A scan of several letters: it is divided, and no mail itself. */
  isStack: z.boolean(),
  /** A letter that was written here; it is in no list of mail but where its state or its case file is asked for. */
  outgoing: z
    .strictObject({
      recipient: z.string(),
      sentOn: CalendarDate,
      author: Person,
      answersItemId: Id.nullable(),
    })
    .nullable(),
  /** The scan that the letter was cut out of. */
  origin: z
    .strictObject({ stackItemId: Id, stackNumber: z.string(), pages: z.array(z.number().int()) })
    .nullable(),
  target: z.strictObject({ orgUnitId: Id, caseFileId: Id.optional(), assigneeId: Id.optional() }).nullable(),
  claim: Person.extend({ at: Instant }).nullable(),
  caseFileId: Id.nullable(),
  confirmedAt: Instant.nullable(),
  /** Why it was taken out of circulation. */
  closure: z
    .strictObject({ reason: z.string(), at: Instant, by: Person, notice: z.string().nullable() })
    .nullable(),
  /** Ended the work on it: into the file, beside its procedure, or set aside until the day. */
  mark: z
    .strictObject({ kind: ClosingMarkKind, at: Instant, by: Person, destroyOn: CalendarDate.nullable() })
    .nullable(),
  /** Of a posting that came in several parts; the others are under `/posting`. */
  part: z.strictObject({ number: z.number().int(), of: z.number().int() }).nullable(),
  processing: Processing,
  documents: z.array(ReceivedFile),
  level: Level,
  version: z.number().int(),
})
export type ItemSummary = z.infer<typeof ItemSummary>

/** One item with its documents in full; `documents[0]` leads. ETag is the quoted `version`. */
export const ItemView = ItemSummary.extend({
  documents: z.array(DocumentView),
  /** Whose pages were scanned or photographed: somebody may ask that another person looks at them. */
  checkableDocumentIds: z.array(Id),
})
export type ItemView = z.infer<typeof ItemView>

/** What stays with whoever handed an item in, also when he may not read it any more. */
export const ItemReceipt = ItemSummary.pick({
  id: true,
  receiptNumber: true,
  channel: true,
  receivedAt: true,
  capturedAt: true,
  state: true,
  documents: true,
})
export type ItemReceipt = z.infer<typeof ItemReceipt>

export const ItemPage = pageOf(ItemSummary)
export const ItemQuery = PageQuery.extend({
  /** One state or several, separated by commas. */
  state: z.string().max(300).optional(),
  orgUnit: Id.optional(),
  assignee: Id.optional(),
  channel: Channel.optional(),
  batchId: Id.optional(),
  caseFile: Id.optional(),
})
export const ItemParams = z.strictObject({ itemId: Id })

/**
 * Index data of one document of the item; without `documentId` of the leading one. They may stand in `index` or beside it;
 * `subject` and `sender` beside it are those of the item, that is of its leading document.
 */
export const PatchItemRequest = z.strictObject({
  ...IndexInput.shape,
  documentId: Id.optional(),
  index: IndexInput.optional(),
  subject: Line.nullable().optional(),
  sender: Line.nullable().optional(),
  note: Paragraph.nullable().optional(),
})

export const TargetInput = z.strictObject({
  orgUnitId: Id,
  caseFileId: Id.optional(),
  assigneeId: Id.optional(),
})

/**
 * Confirms the given values, in `index` or beside it, and for fields that are not given the best proposal when
 * `acceptProposals` is true. `orgUnit` and `caseFile` mean the same as `target`.
 */
export const ConfirmRequest = z.strictObject({
  ...IndexInput.shape,
  documentId: Id.optional(),
  index: IndexInput.default({}),
  acceptProposals: z.boolean().default(true),
  /** Routes in the same step. */
  target: TargetInput.optional(),
})
export const RouteRequest = TargetInput.extend({ note: Paragraph.optional() })
export const AssignRequest = z.strictObject({ assigneeId: Id, note: Paragraph.optional() })
/** `leads`: the other one is a duplicate of this one. Both stay in the register. */
export const DuplicateRequest = z.strictObject({
  itemId: Id,
  relation: z.enum(['leads', 'follows', 'different']),
})
export const ReasonRequest = z.strictObject({ reason: Line })
/** A ground to choose and a reason in own words: both stay in the history of the item. */
export const ReleaseRequest = z.strictObject({
  ground: z.enum(['false-alarm', 'checked-elsewhere']),
  reason: Line,
})
/** `notice`: what whoever handed it in is told. */
export const RejectRequest = z.strictObject({ reason: Line, notice: Paragraph.min(1) })
export const CorrectArrivalRequest = z.strictObject({ receivedAt: Instant, reason: Line })
/** `destroyOn`: only of what is set aside; six months after its arrival when absent. */
export const MarkRequest = z.strictObject({
  mark: ClosingMarkKind,
  destroyOn: CalendarDate.optional(),
  reason: Line.optional(),
})
/** Of the document that leads when none is named. */
export const AskForCheckRequest = z.strictObject({ documentId: Id.optional(), reason: Line })
export const EmptyRequest = z.strictObject({})

/** Into an existing case file, or into a new one; `procedureId` or a new procedure inside it are optional. */
export const FileRequest = z.strictObject({
  caseFileId: Id.optional(),
  newCaseFile: z
    .strictObject({
      subject: Line,
      filingPlanEntryId: Id,
      leadUnitId: Id.optional(),
      level: Level.default('normal'),
    })
    .optional(),
  procedureId: Id.optional(),
  newProcedure: z.strictObject({ subject: Line }).optional(),
  /** Of an item that lies in another case file. */
  reason: Line.optional(),
})

export const ItemAction = z.enum([
  'confirm',
  'route',
  'claim',
  'release',
  'assign',
  'return',
  'misdirect',
  'forward-unopened',
  'file',
  'void',
  'reject',
  'release-from-quarantine',
  'correct-arrival',
  'retry',
  'level',
  'duplicate',
  'mark',
  'resume',
  'ask-for-check',
  'part',
  'release-part',
])

export const HistoryEvent = z.strictObject({
  seq: z.number().int(),
  at: Instant,
  actor: Person,
  /** Whose work it was, when a deputy did it. */
  onBehalfOf: Person.nullable(),
  action: z.string(),
  reason: z.string().nullable(),
  changes: z.record(
    z.string(),
    z.strictObject({ before: z.unknown().optional(), after: z.unknown().optional() }),
  ),
})
export type HistoryEvent = z.infer<typeof HistoryEvent>
export const History = z.strictObject({ items: z.array(HistoryEvent) })
