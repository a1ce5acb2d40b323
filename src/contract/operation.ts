import { z } from 'zod'
import { Id, Instant, Line, pageOf, PageQuery, Sha256 } from './primitives.ts'

export const AuditVerification = z.strictObject({
  ok: z.boolean(),
  eventCount: z.number().int(),
  headHash: Sha256,
  firstBadSeq: z.number().int().optional(),
  problem: z
    .enum(['event-altered', 'event-missing', 'chain-broken', 'tail-cut', 'rewritten', 'anchor-damaged'])
    .optional(),
  /** How far the chain is kept outside the database; absent as long as nothing was anchored. */
  anchor: z.strictObject({ lastSeq: z.number().int(), hash: Sha256, at: Instant }).optional(),
})

export const JobView = z.strictObject({
  id: Id,
  kind: z.string(),
  state: z.enum(['queued', 'running', 'done', 'parked']),
  itemId: Id,
  documentId: Id,
  attempt: z.number().int(),
  createdAt: Instant,
  failure: z.strictObject({ code: z.string(), detail: z.string(), at: Instant }).nullable(),
})
export const JobPage = pageOf(JobView)
export const JobQuery = PageQuery.extend({
  state: z.enum(['queued', 'running', 'done', 'parked']).optional(),
})
export const JobParams = z.strictObject({ jobId: Id })

/** The machine's work of the tenant; `paused` when nothing of it is begun. */
export const QueueView = z.strictObject({
  paused: z.strictObject({ at: Instant, by: z.string(), reason: z.string().nullable() }).nullable(),
  queued: z.number().int(),
  running: z.number().int(),
  parked: z.number().int(),
  oldestQueuedSeconds: z.number(),
})
export const PauseQueueRequest = z.strictObject({ reason: Line.optional() })

/** What documents are read with now; no engine where another process reads or while engines are measured. */
export const ReadingView = z.strictObject({ version: z.number().int(), engine: z.string().nullable() })
/** `older`: documents of which a better reading is to be expected. `after` goes on where the last answer ended. */
export const RenewalRequest = z.strictObject({ scope: z.enum(['older', 'all']), after: Id.optional() })
/** `next` is null when all documents of the tenant were looked at. */
export const RenewalView = z.strictObject({
  examined: z.number().int(),
  queued: z.number().int(),
  next: Id.nullable(),
})

const StoredContent = z.strictObject({ sizeBytes: z.number().int(), sha256: Sha256 })

/** One thing that is not as it must be, with the document it concerns. */
export const IntegrityFinding = z.strictObject({
  kind: z.enum([
    'missing',
    'truncated',
    'altered',
    'swapped',
    'unexpected',
    'record-altered',
    'record-missing',
    'record-unknown',
  ]),
  documentId: z.string().optional(),
  itemId: z.string().optional(),
  objectKey: z.string().optional(),
  part: z.enum(['original', 'converted', 'view-copy', 'e-invoice', 'page-image', 'redacted']).optional(),
  page: z.number().int().optional(),
  expected: StoredContent.optional(),
  found: StoredContent.optional(),
  /** Of `swapped`: the document whose bytes these are. */
  otherDocumentId: z.string().optional(),
  /** Of `record-altered`: where the record differs from the audit events. */
  fields: z.array(z.string()).optional(),
})

/** What a look at the records alone shows to be half there. */
export const ConsistencyReport = z.strictObject({
  ok: z.boolean(),
  count: z.number().int(),
  /** The first thousand. */
  found: z.array(
    z.strictObject({
      kind: z.enum([
        'document-missing',
        'item-missing',
        'original-missing',
        'rendition-missing',
        'pages-incomplete',
        'stuck',
        'follow-up-loose',
        'note-loose',
        'route-slip-loose',
        'orphan-object',
      ]),
      itemId: z.string().optional(),
      documentId: z.string().optional(),
      objectKey: z.string().optional(),
      followUpId: z.string().optional(),
      noteId: z.string().optional(),
      routeSlipId: z.string().optional(),
    }),
  ),
})

const ScanSummary = z.strictObject({
  id: Id,
  state: z.enum(['queued', 'running', 'done']),
  trigger: z.enum(['person', 'schedule']),
  requestedBy: z.string(),
  createdAt: Instant,
  finishedAt: Instant.nullable(),
  checkedDocuments: z.number().int(),
  checkedObjects: z.number().int(),
  checkedBytes: z.number().int(),
  findingCount: z.number().int(),
})
export const IntegrityScanView = ScanSummary.extend({
  /** The first thousand; complete only when the scan is done. */
  findings: z.array(IntegrityFinding),
})
export const IntegrityScanPage = pageOf(ScanSummary)
export const IntegrityScanParams = z.strictObject({ scanId: Id })

/** One message of `GET /api/v1/events`: only ids; the browser reads again what it shows. */
export const ChangeEvent = z.strictObject({
  kind: z.enum(['item', 'document', 'case-file', 'progress']),
  id: Id,
  at: Instant,
})
export type ChangeEvent = z.infer<typeof ChangeEvent>

export const Readiness = z.strictObject({
  ready: z.boolean(),
  parts: z.record(z.string(), z.strictObject({ ok: z.boolean(), detail: z.string() })),
})
