import { z } from 'zod'
import { ProtectionClass } from './batches.ts'
import { CalendarDate, Id, Instant, Person, Sha256 } from './primitives.ts'
import { CheckResult, CheckState } from './quality.ts'

const STAMP_REFUSALS = ['rejected', 'unreadable', 'of-another-request', 'untrusted'] as const
const Count = z.number().int().min(0)

/** What an authority (RFC 3161) says of the SHA-256 of a file; absent where none was asked. */
const NotedTimeStamp = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('stamped'),
    /** Subject of the certificate that signed. */
    authority: z.string(),
    time: Instant,
    serial: z.string(),
    policy: z.string(),
    /** The signed token in Base64. */
    token: z.string(),
  }),
  z.strictObject({ state: z.enum(['waiting', 'refused']), refusal: z.enum(STAMP_REFUSALS).optional() }),
])

/** The transfer note (Transfervermerk, TR-RESISCAN) of a letter that was cut out of a scan. Keys without a value are absent. */
export const TransferNote = z.strictObject({
  scanId: Id,
  receiptNumber: z.string(),
  stackNumber: z.string(),
  batchNumber: z.string(),
  creator: z.strictObject({
    operator: z.string(),
    handedInBy: Person,
    dividedBy: Person.optional(),
  }),
  capturedAt: Instant,
  site: z.string().optional(),
  scanner: z.string().optional(),
  profile: z.string().optional(),
  protectionClass: ProtectionClass,
  procedureDocVersion: z.string().optional(),
  environment: z.string().optional(),
  /** Counted by hand for the whole batch. */
  pagesCounted: Count.optional(),
  /** Of the whole scan, as are the three below. */
  pagesScanned: Count,
  blankRemoved: Count,
  separatorsRemoved: Count,
  pagesRemoved: Count,
  /** Pages of the scan that are pages of the letter. */
  pages: z.array(z.number().int()),
  anomalies: z.array(z.string()),
  qc: z.strictObject({
    mode: z.enum(['sample', 'all-pages', 'two-persons', 'none']),
    /** `not-drawn`: a sample was drawn, without this letter; `none`: from before that was kept. */
    state: z.union([CheckState, z.enum(['not-drawn', 'none'])]),
    samplePercent: z.number().int().optional(),
    sampleSeed: z.string().optional(),
    results: z.array(CheckResult.omit({ remark: true }).extend({ remark: z.string().optional() })),
  }),
  versions: z.array(
    z.strictObject({
      at: Instant,
      by: Person,
      way: z.enum(['rescan', 'restored-pages']),
      reason: z.string(),
    }),
  ),
  /** Versions of the letter, oldest first, and the scan that it was cut out of. */
  files: z.array(
    z.strictObject({
      role: z.enum(['letter', 'superseded', 'scan']),
      documentId: Id,
      sha256: Sha256,
      mediaType: z.string(),
      sizeBytes: Count,
      pages: Count,
      timeStamp: NotedTimeStamp.optional(),
    }),
  ),
  /** Nothing is sealed; a time stamp says when a file was there, and not whose it is. */
  seal: z.null(),
  /** Where the paper lies, and from which day it may be destroyed. */
  paper: z
    .strictObject({
      box: z.number().int(),
      place: z.string(),
      state: z.enum(['stored', 'taken-out', 'destroyed']),
      destroyAfter: CalendarDate.optional(),
    })
    .optional(),
})

/** `sha256` is that of `note` as JSON with its keys in the order in which they are sent, without spaces. */
export const TransferNoteView = z.strictObject({ note: TransferNote, sha256: Sha256 })
export type TransferNoteView = z.infer<typeof TransferNoteView>
