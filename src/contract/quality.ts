import { z } from 'zod'
import { ProtectionClass } from './batches.ts'
import { Processing } from './documents.ts'
import { Id, Instant, Line, Person, Sha256 } from './primitives.ts'
import { PageRole } from './split-plan.ts'

const Count = z.number().int().min(0)
const PageNumber = z.number().int().min(1).max(100_000)

/** What can be wrong with a scan. */
export const FaultKind = z.enum([
  'skewed',
  'cropped',
  'blurred',
  'upside-down',
  'double-feed',
  'missing-page',
  'wrong-order',
  'blank-lost',
  'foreign-page',
  'other',
])
export type FaultKind = z.infer<typeof FaultKind>
/** `second`: in order for one person, another one must agree; `failed`: waits for a rescan. */
export const CheckState = z.enum(['open', 'second', 'failed', 'passed', 'ended'])
export type CheckState = z.infer<typeof CheckState>
const PendingCheckState = CheckState.extract(['open', 'second', 'failed'])
/**
 * Drawn by lot, because of its batch or its document type, because a letter of the sample of its batch had a fault, or because
 * somebody has asked.
 */
const CheckCause = z.enum(['sample', 'batch', 'document-type', 'widened', 'requested'])

const CheckFault = z.strictObject({
  kind: FaultKind,
  /** Empty for the letter as a whole. */
  pages: z.array(PageNumber).max(200),
})
export const CheckResult = z.strictObject({
  at: Instant,
  by: Person,
  /** From 1; a rescan begins the next one. */
  round: z.number().int(),
  verdict: z.enum(['in-order', 'faulty']),
  faults: z.array(CheckFault),
  remark: z.string().nullable(),
  /** Of the letter that was looked at. */
  sha256: Sha256,
})
export type CheckResult = z.infer<typeof CheckResult>

export const ScanCheckSummary = z.strictObject({
  id: Id,
  itemId: Id,
  receiptNumber: z.string(),
  /** Of a letter that was cut out of a scan. */
  batchId: Id.nullable(),
  /** Number of the scan, such as `ST-2026-000012/3`. */
  stackNumber: z.string().nullable(),
  protectionClass: ProtectionClass,
  cause: CheckCause,
  state: CheckState,
  round: z.number().int(),
  createdAt: Instant,
  /** Who scanned, handed in, divided or rescanned it: none of them checks. */
  operators: z.array(z.string()),
  /** Who has asked for this round, and why: none of them checks either. */
  requests: z.array(z.strictObject({ at: Instant, by: Person, reason: z.string() })),
  version: z.number().int(),
})
export type ScanCheckSummary = z.infer<typeof ScanCheckSummary>

/** What still waits, longest first; `counts` are of everything that the caller may check. */
export const ScanCheckQueue = z.strictObject({
  items: z.array(ScanCheckSummary),
  isCut: z.boolean(),
  counts: z.array(
    z.strictObject({ protectionClass: ProtectionClass, state: PendingCheckState, count: Count }),
  ),
})
export type ScanCheckQueue = z.infer<typeof ScanCheckQueue>
export const ScanCheckQuery = z.strictObject({
  protectionClass: ProtectionClass.optional(),
  state: PendingCheckState.optional(),
})

/** A check with the pages that are looked at. ETag is the quoted `version`. */
export const ScanCheckView = ScanCheckSummary.extend({
  pages: z.array(
    z.strictObject({
      page: z.number().int(),
      /** Clockwise, on top of the picture. */
      turn: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
      /** `page` belongs to the letter; the others were left out beside it. */
      role: PageRole,
      /** What the machine has measured. */
      hints: z.array(z.enum(['skewed', 'blurred', 'glare', 'blank', 'unread-code'])),
      skewDegrees: z.number(),
    }),
  ),
  /** Of what is looked at: the whole scan, or the letter alone after a rescan. */
  processing: Processing,
  /** Of the letter as it is now. */
  sha256: Sha256,
  results: z.array(CheckResult),
  /** Whether the caller may say something of it now. */
  mayCheck: z.boolean(),
  /** Whether pages beside the letter can be taken into it. */
  mayRestore: z.boolean(),
})
export type ScanCheckView = z.infer<typeof ScanCheckView>

export const ScanCheckParams = z.strictObject({ checkId: Id })
export const ScanCheckPageParams = z.strictObject({
  checkId: Id,
  pageNumber: z.coerce.number().int().min(1).max(100_000),
})
export const RecordResultRequest = z.strictObject({
  verdict: z.enum(['in-order', 'faulty']),
  faults: z.array(CheckFault).max(20).default([]),
  remark: Line.optional(),
})
export type RecordResultRequest = z.input<typeof RecordResultRequest>
/** The scan comes as the only one of `files`. */
export const RescanFields = z.strictObject({ reason: Line })
export const RestorePagesRequest = z.strictObject({
  pages: z.array(PageNumber).min(1).max(200),
  reason: Line,
})

const Weeks = z.number().int().min(1).max(520)
const PaperWeeks = z.strictObject({ normal: Weeks, high: Weeks, 'very-high': Weeks })
/** How the tenant makes sure of its scans. ETag is the quoted `version`. */
export const ScanningRulesView = z.strictObject({
  /** Share of the letters of each scan of class `normal` that a person looks at; all in the other classes. */
  samplePercent: z.number().int(),
  /** How long paper is kept after its batch was closed. */
  paperWeeks: PaperWeeks,
  procedureVersion: z.string().nullable(),
  environment: z.string().nullable(),
  version: z.number().int(),
})
export type ScanningRulesView = z.infer<typeof ScanningRulesView>
export const PatchScanningRulesRequest = z.strictObject({
  samplePercent: z.number().int().min(0).max(100).optional(),
  paperWeeks: PaperWeeks.optional(),
  procedureVersion: Line.max(100).nullable().optional(),
  environment: Line.nullable().optional(),
})
