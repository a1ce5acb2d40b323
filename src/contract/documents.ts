import { z } from 'zod'
import { MailFactsView } from './mails.ts'
import { Box, CalendarDate, Id, Instant, Line, Money, Person, Sha256, Weight } from './primitives.ts'
import { VirusScanView } from './virus-scans.ts'

export const ProposalField = z.enum([
  'documentType',
  'orgUnit',
  'caseFile',
  'sender',
  'recipient',
  'subject',
  'letterDate',
  'bookingDate',
  'fileNumbers',
  'foreignReference',
  'amounts',
  'ibans',
  'deadlines',
  'emails',
  'phones',
  'language',
  'invoiceNumber',
  'invoiceDate',
  'dueDate',
  'bics',
  'taxNumbers',
  'vatIds',
  'leitwegIds',
  'vehicleRegistrations',
  'birthDates',
  'confidentiality',
])
export type ProposalField = z.infer<typeof ProposalField>

export const Reason = z.strictObject({ kind: z.string(), text: z.string(), weight: z.number() })

export const Proposal = z.strictObject({
  value: z.union([z.string(), Money]),
  weight: Weight,
  page: z.number().int().min(1).optional(),
  box: Box.optional(),
  reasons: z.array(Reason),
  /** Parts of the value by name; for `documentType`, `orgUnit` and `caseFile` `label` is what people read. */
  details: z.record(z.string(), z.string()).optional(),
})
export type Proposal = z.infer<typeof Proposal>

/**
 * What a person may set. Lists where the name is a plural. `null` takes a value away. `orgUnit` and `caseFile` say where a
 * confirmed item goes; they are set by `confirm` and `route` only.
 */
export const IndexInput = z.strictObject({
  documentType: Id.nullable().optional(),
  orgUnit: Id.nullable().optional(),
  caseFile: Id.nullable().optional(),
  sender: Line.nullable().optional(),
  recipient: Line.nullable().optional(),
  subject: Line.nullable().optional(),
  letterDate: CalendarDate.nullable().optional(),
  bookingDate: CalendarDate.nullable().optional(),
  fileNumbers: z.array(Line).max(50).optional(),
  foreignReference: Line.nullable().optional(),
  amounts: z.array(Money).max(50).optional(),
  ibans: z.array(Line).max(50).optional(),
  deadlines: z.array(Line).max(50).optional(),
  emails: z.array(Line).max(50).optional(),
  phones: z.array(Line).max(50).optional(),
  language: Line.nullable().optional(),
  invoiceNumber: Line.nullable().optional(),
  invoiceDate: CalendarDate.nullable().optional(),
  dueDate: CalendarDate.nullable().optional(),
  bics: z.array(Line).max(50).optional(),
  taxNumbers: z.array(Line).max(50).optional(),
  vatIds: z.array(Line).max(50).optional(),
  leitwegIds: z.array(Line).max(50).optional(),
  vehicleRegistrations: z.array(Line).max(50).optional(),
  birthDates: z.array(CalendarDate).max(50).optional(),
})
export type IndexInput = z.infer<typeof IndexInput>

export const IndexEntry = z.strictObject({
  value: z.unknown(),
  confirmedAt: Instant,
  confirmedBy: z.strictObject({ kind: z.enum(['user', 'rule']), id: z.string(), displayName: z.string() }),
})

export const Rendition = z.strictObject({
  kind: z.enum(['original', 'view-copy', 'page-preview']),
  mediaType: z.string(),
  sizeBytes: z.number().int(),
  sha256: Sha256,
  page: z.number().int().optional(),
  widthPx: z.number().int().optional(),
})

export const Processing = z.strictObject({
  state: z.enum(['queued', 'running', 'done', 'needs-attention']),
  stage: z.string(),
  /** Code of what went wrong; see `reasonText` for a sentence. */
  reason: z.string().optional(),
  pagesDone: z.number().int(),
  pagesTotal: z.number().int(),
})
export type Processing = z.infer<typeof Processing>

/** What the searchable copy claims to be. Our own checks decide; no validator has looked at it. */
export const ViewCopyView = z.strictObject({
  claim: z.enum(['PDF/A-2b', 'none']),
  /** Why there is no claim; empty for a claim. */
  faults: z.array(
    z.enum([
      'foreign-fonts',
      'colour',
      'pictures',
      'graphics',
      'annotations',
      'form',
      'layers',
      'embedded-files',
      'actions',
      'content',
      'structure',
      'limits',
    ]),
  ),
  validation: z.literal('not-checked'),
})

/** What a PDF is beside its pages. Signatures and claims are what the file says of itself; nobody has checked them. */
export const FileFeaturesView = z.strictObject({
  signatures: z.array(
    z.strictObject({
      signer: z.string().nullable(),
      signedAt: Instant.nullable(),
      validation: z.literal('not-checked'),
    }),
  ),
  /** Opens without a password, but its author has forbidden changes or printing. */
  isProtected: z.boolean(),
  form: z.enum(['none', 'fields', 'xfa']),
  hasEmbeddedFiles: z.boolean(),
  /** The content is the files inside; the pages are a cover. */
  isPortfolio: z.boolean(),
  hasScripts: z.boolean(),
  /** Such as `2b`. */
  claimedPdfA: z.string().nullable(),
})

/** What an archive held; entries without a document stay in it, for the reason that is named. */
export const ArchiveView = z.strictObject({
  entries: z.array(
    z.strictObject({
      filename: z.string(),
      sizeBytes: z.number().int(),
      documentId: Id.nullable(),
      reason: z.enum(['sealed', 'archive', 'type', 'empty', 'limits', 'damaged']).nullable(),
    }),
  ),
  unlistedEntries: z.number().int(),
  /** Code of the reason for which nothing was unpacked. */
  failure: z.string().nullable(),
})
export type ArchiveView = z.infer<typeof ArchiveView>

/** One scan of a letter in the place of another. */
const VersionStep = z.strictObject({
  documentId: Id,
  /** From the paper, or from the first scan with pages that had been left out. */
  way: z.enum(['rescan', 'restored-pages']),
  at: Instant,
  by: Person,
  reason: z.string(),
})

export const DocumentView = z.strictObject({
  id: Id,
  itemId: Id,
  caseFileId: Id.nullable(),
  filename: z.string(),
  mediaType: z.string(),
  sizeBytes: z.number().int(),
  sha256: Sha256,
  /** `null` where no scanner is configured: the file is unscanned. */
  virusScan: VirusScanView.nullable(),
  capturedAt: Instant,
  pageCount: z.number().int(),
  languages: z.array(z.string()),
  ocr: z
    .strictObject({
      engine: z.string(),
      meanConfidence: Weight,
      source: z.enum(['text-layer', 'ocr', 'mixed']),
    })
    .nullable(),
  /** Whether the document is or carries an electronic invoice; refused ones name the code of the reason. */
  eInvoice: z.strictObject({ state: z.enum(['read', 'refused']), reason: z.string().optional() }).nullable(),
  /** Of a document that is a mail. */
  mail: MailFactsView.nullable(),
  /** Of a document that is an archive. */
  archive: ArchiveView.nullable(),
  /** The document that is the mail or the archive in which this one came. */
  partOf: Id.nullable(),
  /** The earlier scan of the same letter in whose place this one stands. */
  supersedes: VersionStep.nullable(),
  /** The later scan of the same letter that stands in its place; both are kept. */
  superseded: VersionStep.nullable(),
  /** `null` until the file was read, and for pictures. */
  features: FileFeaturesView.nullable(),
  /** Confirmed type, else `null`. */
  documentType: Id.nullable(),
  proposals: z.partialRecord(ProposalField, z.array(Proposal)),
  abstained: z.partialRecord(ProposalField, z.string()),
  index: z.partialRecord(ProposalField, IndexEntry),
  renditions: z.array(Rendition),
  /** `null` until the searchable copy is made. */
  viewCopy: ViewCopyView.nullable(),
  processing: Processing,
  version: z.number().int(),
})
export type DocumentView = z.infer<typeof DocumentView>

export const WordView = z.strictObject({ text: z.string(), box: Box, confidence: Weight })
export const PageView = z.strictObject({
  number: z.number().int(),
  widthPt: z.number(),
  heightPt: z.number(),
  rotation: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
  skewDegrees: z.number(),
  blank: z.boolean(),
  source: z.enum(['text-layer', 'ocr', 'mixed']),
  sourceReason: z.string(),
  engine: z.string(),
  languages: z.array(z.string()),
  meanConfidence: Weight,
  blocks: z.array(
    z.strictObject({
      box: Box,
      lines: z.array(z.strictObject({ box: Box, words: z.array(WordView) })),
    }),
  ),
  /** Bar codes and matrix codes, and what they are for. */
  barcodes: z.array(
    z.strictObject({
      format: z.string(),
      text: z.string(),
      box: Box,
      kind: z.enum(['leitweg-id', 'giro-code', 'cover-sheet', 'franking', 'other']),
    }),
  ),
  /** Places that look like a code, where none could be read. */
  unreadCodes: z.array(Box),
  /** What makes the picture of the page hard to read. */
  qualityHints: z.array(z.enum(['blurred', 'glare'])),
  /** All words of the page in reading order. */
  words: z.array(WordView),
})
export type PageView = z.infer<typeof PageView>

export const DocumentParams = z.strictObject({ documentId: Id })
export const DocumentPageParams = z.strictObject({
  documentId: Id,
  pageNumber: z.coerce.number().int().min(1).max(100_000),
})
export const PreviewQuery = z.strictObject({
  width: z.coerce.number().int().min(16).max(4_000).default(1_600),
})

/** A document of another item that may be the same one; nothing is removed for it. */
export const PossibleDuplicate = z.strictObject({
  documentId: Id,
  itemId: Id,
  title: z.string(),
  receiptNumber: z.string(),
  receivedAt: Instant,
  channel: z.string(),
  /** The same bytes, a page with the same words, or mostly the same text with the same numbers. */
  reasons: z.array(z.enum(['bytes', 'pages', 'text'])),
  similarity: Weight,
  /** Of this item to that one, once a person has said so. */
  relation: z.enum(['leads', 'follows']).nullable(),
})
export type PossibleDuplicate = z.infer<typeof PossibleDuplicate>
/** Only such as the reader may see, the most alike first. */
export const PossibleDuplicates = z.strictObject({ items: z.array(PossibleDuplicate) })

/** An earlier document that the machine learnt from, and what people decided of it. */
export const SimilarDocument = z.strictObject({
  documentId: Id,
  itemId: Id,
  title: z.string(),
  receiptNumber: z.string(),
  receivedAt: Instant,
  documentType: z.string().nullable(),
  orgUnitId: z.string().nullable(),
  similarity: Weight,
})
export type SimilarDocument = z.infer<typeof SimilarDocument>
/** Only such as the reader may see, the most alike first. */
export const SimilarDocuments = z.strictObject({ items: z.array(SimilarDocument) })
export type SimilarDocuments = z.infer<typeof SimilarDocuments>
