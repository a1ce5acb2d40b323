import { z } from 'zod'
import { ArrivalNotes, ItemState, NightBoxPart } from './incoming-items.ts'
import { Processing } from './documents.ts'
import { Id, Instant, Line, pageOf, PageQuery, Person, Sha256 } from './primitives.ts'

const Count = z.number().int().min(0)

/** How much depends on the scans being right (TR-RESISCAN). */
export const ProtectionClass = z.enum(['normal', 'high', 'very-high'])
export type ProtectionClass = z.infer<typeof ProtectionClass>

/** How the letters of a batch came to the house. */
export const BatchChannel = z.enum(['letter', 'night_box', 'counter', 'fax'])
export type BatchChannel = z.infer<typeof BatchChannel>

/** `balanced`: closed, and every page is accounted for; `closed`: closed with a reason although something does not add up. */
export const BatchState = z.enum(['open', 'balanced', 'closed'])
export type BatchState = z.infer<typeof BatchState>

const Announced = z.number().int().min(0).max(100_000)

export const CreateBatchRequest = z.strictObject({
  site: Line.optional(),
  scanner: Line.optional(),
  profile: Line.optional(),
  /** Who scans; the caller when absent. */
  operator: Line.optional(),
  protectionClass: ProtectionClass.default('normal'),
  channel: BatchChannel.default('letter'),
  /** Arrival of every letter in it; now when absent. */
  receivedAt: Instant.optional(),
  /** Only of the channel `night_box`. */
  nightBox: NightBoxPart.optional(),
  /** Was in the box when it was emptied before opening. */
  earlyCollection: z.boolean().optional(),
  /** A stack in which everything is certain is divided without a person; only of the protection class `normal`. */
  dividesAlone: z.boolean().default(false),
  /** Letters are told apart by what is on them, not only by sheets between them. */
  byContent: z.boolean().default(true),
  announcedPieces: Announced.optional(),
  announcedPages: Announced.optional(),
})
export type CreateBatchRequest = z.input<typeof CreateBatchRequest>

export const BatchSummary = z.strictObject({
  id: Id,
  number: z.string(),
  state: BatchState,
  site: z.string().nullable(),
  scanner: z.string().nullable(),
  profile: z.string().nullable(),
  operator: z.string(),
  protectionClass: ProtectionClass,
  channel: BatchChannel,
  receivedAt: Instant,
  arrival: ArrivalNotes,
  dividesAlone: z.boolean(),
  byContent: z.boolean(),
  announcedPieces: Count.nullable(),
  announcedPages: Count.nullable(),
  createdAt: Instant,
  createdBy: Person,
  /** Scans taken in so far. */
  scanCount: Count,
  closing: z.strictObject({ at: Instant, by: Person, reason: z.string().nullable() }).nullable(),
  version: z.number().int(),
})
export type BatchSummary = z.infer<typeof BatchSummary>

/** The account of the pages of a batch. */
export const PageLedger = z.strictObject({
  announcedPieces: Count.nullable(),
  announcedPages: Count.nullable(),
  scans: Count,
  /** Pages of all scans. */
  images: Count,
  blanks: Count,
  separators: Count,
  removed: Count,
  /** Letters that came out of the scans. */
  letters: Count,
  /** Pages of these letters. */
  stored: Count,
  /** Empty when everything adds up. */
  differences: z.array(
    z.strictObject({
      kind: z.enum(['no-scan', 'scan-open', 'pages-announced', 'pieces-announced', 'pages-lost', 'protocol']),
      text: z.string(),
    }),
  ),
})
export type PageLedger = z.infer<typeof PageLedger>

export const StackPart = z.strictObject({
  itemId: Id,
  receiptNumber: z.string(),
  /** Pages of the scan. */
  pages: z.array(z.number().int()),
})

/** What becomes of the pages of a scan by its plan. */
const RoleCounts = z.strictObject({ page: Count, blank: Count, separator: Count, removed: Count })

/** `reading` → `open` (waits for a person) → `dividing` → `split`; or `voided`. */
export const ScanPhase = z.enum(['reading', 'open', 'dividing', 'split', 'voided'])
export type ScanPhase = z.infer<typeof ScanPhase>

/** A scan of several letters in a batch. */
export const ScanView = z.strictObject({
  itemId: Id,
  documentId: Id,
  /** Such as `ST-2026-000012/3`. */
  number: z.string(),
  filename: z.string(),
  mediaType: z.string(),
  sizeBytes: Count,
  sha256: Sha256,
  capturedAt: Instant,
  createdBy: Person,
  state: ItemState,
  phase: ScanPhase,
  processing: Processing,
  pageCount: Count,
  counts: RoleCounts.nullable(),
  /** Letters by the plan; `null` before there is one. */
  letters: Count.nullable(),
  /** Pages that a person must look at before it can be divided. */
  openStops: Count,
  parts: z.array(StackPart),
  /** Why it was voided. */
  reason: z.string().nullable(),
  version: z.number().int(),
})
export type ScanView = z.infer<typeof ScanView>

export const Reconciled = z.strictObject({
  filename: z.string(),
  state: z.enum(['correct', 'missing-file', 'missing-in-protocol', 'pages-differ']),
  announcedPages: Count.nullable(),
  pages: Count.nullable(),
})
export type Reconciled = z.infer<typeof Reconciled>

/** A batch with its scans and its account. ETag is the quoted `version`. */
export const BatchView = BatchSummary.extend({
  /** Since a letter of the sample had a fault, every letter of the batch is looked at. */
  widened: z.strictObject({ at: Instant, by: Person, receiptNumber: z.string() }).nullable(),
  scans: z.array(ScanView),
  /** Of a closed batch as it was then. */
  ledger: PageLedger,
  /** Against the protocol of the scanner; `null` without one. */
  reconciliation: z.array(Reconciled).nullable(),
})
export type BatchView = z.infer<typeof BatchView>

export const BatchPage = pageOf(BatchSummary)
export const BatchQuery = PageQuery.extend({ state: BatchState.optional() })
export const BatchParams = z.strictObject({ batchId: Id })
export const CloseBatchRequest = z.strictObject({ reason: Line.optional() })

/** The scans come as `files`; there are no text parts. */
export const HandInFields = z.strictObject({})

/** `known`: the batch has this very file already, and nothing was taken in. */
export const ReceivedScans = z.strictObject({
  scans: z.array(ScanView.extend({ known: z.boolean() })),
})
export type ReceivedScans = z.infer<typeof ReceivedScans>

/** A scanner that puts its files into a folder of its own. */
export const ScannerView = z.strictObject({
  id: Id,
  name: z.string(),
  /** Below `inbox/<slug of the tenant>` in the storage directory. */
  folder: z.string(),
  site: z.string().nullable(),
  profile: z.string().nullable(),
  protectionClass: ProtectionClass,
  channel: BatchChannel,
  dividesAlone: z.boolean(),
  byContent: z.boolean(),
  disabled: z.boolean(),
  /** What its folder has last brought in, give or take five minutes. */
  lastScan: z.strictObject({ at: Instant, batchId: Id, batchNumber: z.string() }).nullable(),
  version: z.number().int(),
})
export type ScannerView = z.infer<typeof ScannerView>
export const ScannerList = z.strictObject({ items: z.array(ScannerView) })
export const ScannerParams = z.strictObject({ scannerId: Id })

/** Safe on every file system, and no name that could leave the folder. */
const Folder = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/)

export const AddScannerRequest = z.strictObject({
  name: Line,
  folder: Folder,
  site: Line.optional(),
  profile: Line.optional(),
  protectionClass: ProtectionClass.default('normal'),
  channel: BatchChannel.default('letter'),
  dividesAlone: z.boolean().default(false),
  byContent: z.boolean().default(true),
})
export type AddScannerRequest = z.input<typeof AddScannerRequest>

/** The folder stays: what lies in it belongs to this scanner. */
export const PatchScannerRequest = z.strictObject({
  name: Line.optional(),
  site: Line.nullable().optional(),
  profile: Line.nullable().optional(),
  protectionClass: ProtectionClass.optional(),
  channel: BatchChannel.optional(),
  dividesAlone: z.boolean().optional(),
  byContent: z.boolean().optional(),
  disabled: z.boolean().optional(),
})
