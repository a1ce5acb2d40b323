import { z } from 'zod'
import { HistoryEvent } from './incoming-items.ts'
import { Id, Instant, Level, Line, PageQuery, pageOf, Person } from './primitives.ts'

export const LevelRequest = z.strictObject({ level: Level, reason: Line })

export const AccessGrantView = z.strictObject({
  id: Id,
  objectKind: z.enum(['incoming-item', 'case-file']),
  objectId: Id,
  effect: z.enum(['allow', 'deny']),
  origin: z.enum(['single', 'emergency']),
  person: Person,
  reason: z.string(),
  givenBy: Person,
  givenAt: Instant,
  /** Until it is taken back when `null`. */
  endsAt: Instant.nullable(),
  takenBackAt: Instant.nullable(),
})
export type AccessGrantView = z.infer<typeof AccessGrantView>

/** Why somebody may see a record. */
export const ReadReason = z.strictObject({
  kind: z.enum(['mailroom', 'unit', 'cleared', 'head', 'grant', 'emergency', 'deputy', 'asked']),
  /** Number and name of the unit, for `unit`, `cleared`, `head`, and `asked` when it is the unit that a route slip asks. */
  unit: z.string().nullable(),
  /** Whose work he does, for `deputy`. */
  forName: z.string().nullable(),
  /** Why it was given, for `grant` and `emergency`. */
  because: z.string().nullable(),
  /** Last day or instant, where there is one. */
  until: z.string().nullable(),
})
export type ReadReason = z.infer<typeof ReadReason>
export const ReadersView = z.strictObject({
  level: Level,
  readers: z.array(
    Person.extend({
      reasons: z.array(ReadReason),
      /** Why he is shut out, whatever the reasons; `null` when he is not. */
      shutOutBecause: z.string().nullable(),
    }),
  ),
  grants: z.array(AccessGrantView),
  /** Whether the caller lets others in and shuts them out. */
  maySettle: z.boolean(),
  /** Whom the caller can let in or shut out. */
  candidates: z.array(z.strictObject({ id: Id, displayName: z.string() })),
})
export type ReadersView = z.infer<typeof ReadersView>

export const CreateAccessGrantRequest = z.strictObject({
  objectKind: z.enum(['incoming-item', 'case-file']),
  objectId: Id,
  userId: Id,
  effect: z.enum(['allow', 'deny']),
  reason: Line,
  endsAt: Instant.optional(),
})
export const AccessGrantParams = z.strictObject({ grantId: Id })

/** A receipt or file number. */
const RecordNumber = Line.max(100)

export const EmergencyRequest = z.strictObject({ number: RecordNumber, reason: Line.min(10) })
export const EmergencyView = z.strictObject({
  id: Id,
  objectKind: z.enum(['incoming-item', 'case-file']),
  objectId: Id,
  objectNumber: z.string(),
  person: Person,
  reason: z.string(),
  givenAt: Instant,
  endsAt: Instant,
  takenBackAt: Instant.nullable(),
})
export type EmergencyView = z.infer<typeof EmergencyView>
export const EmergencyPage = pageOf(EmergencyView)
export const EmergencyQuery = PageQuery

export const CrossUnitSearchRequest = z.strictObject({ q: Line, reason: Line.min(10) })
/** Where letters lie that fit; nothing of what is in them. */
export const CrossUnitSearchResult = z.strictObject({
  hits: z.array(
    z.strictObject({
      receiptNumber: z.string(),
      receivedAt: Instant,
      orgUnitId: z.string().nullable(),
      documentType: z.string().nullable(),
    }),
  ),
  total: z.number().int(),
})
export type CrossUnitSearchResult = z.infer<typeof CrossUnitSearchResult>

const AccessLogFields = {
  /** Why it is asked; stands in the log itself. */
  purpose: Line.min(10),
  userId: Id.optional(),
  /** A file stands for all that lies in it, a letter for its documents. */
  number: RecordNumber.optional(),
  from: Instant.optional(),
  /** Not included. */
  before: Instant.optional(),
}
export const AccessLogRequest = z.strictObject({
  ...AccessLogFields,
  cursor: z.string().max(400).optional(),
  limit: z.number().int().min(1).max(200).default(50),
})
export const AccessLogExportRequest = z.strictObject(AccessLogFields)
export const AccessLogEntry = HistoryEvent.extend({
  objectKind: z.string(),
  objectId: z.string(),
  /** Receipt or file number, with the file name of a document; empty when it is neither. */
  objectName: z.string(),
})
export type AccessLogEntry = z.infer<typeof AccessLogEntry>
export const AccessLogPage = pageOf(AccessLogEntry).extend({
  /** Nothing before this instant is told any more; null: everything is. */
  reachesBackTo: Instant.nullable(),
})
export type AccessLogPage = z.infer<typeof AccessLogPage>
export const AccessLogPersons = z.strictObject({
  items: z.array(z.strictObject({ id: Id, displayName: z.string() })),
})
