import { z } from 'zod'
import { ScanView, StackPart } from './batches.ts'
import { Id, Instant, Level, Person, Sha256, Weight } from './primitives.ts'

const PageNumber = z.number().int().min(1).max(100_000)
/** Clockwise, in degrees. */
const Turn = z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)])

/** What becomes of a page when the scan is divided. */
export const PageRole = z.enum(['page', 'blank', 'separator', 'removed'])
export type PageRole = z.infer<typeof PageRole>

/** One thing a person does to a plan; each settles the stops of the pages that it names. */
export const SplitEdit = z.discriminatedUnion('kind', [
  /** A letter begins with this page. */
  z.strictObject({ kind: z.literal('split'), before: PageNumber }),
  /** The letter that begins with this page belongs to the one before it. */
  z.strictObject({ kind: z.literal('merge'), before: PageNumber }),
  /** Right behind another page, and into its letter; 0 puts it in front of all. */
  z.strictObject({ kind: z.literal('move'), page: PageNumber, behind: z.number().int().min(0).max(100_000) }),
  /** On top of what recognition found; replaces an earlier turn. */
  z.strictObject({ kind: z.literal('turn'), page: PageNumber, turn: Turn }),
  z.strictObject({ kind: z.literal('mark'), page: PageNumber, role: PageRole }),
  /** Order of all pages, those with which a letter begins, and where cover sheets lie (0: on no letter): takes a move back. */
  z.strictObject({
    kind: z.literal('arrange'),
    pages: z.array(PageNumber).max(5_000),
    cuts: z.array(PageNumber).max(5_000),
    covers: z
      .array(z.strictObject({ before: z.number().int().min(0).max(100_000), sheet: PageNumber }))
      .max(5_000)
      .optional(),
  }),
  /** Looked at, and right as it is. */
  z.strictObject({ kind: z.literal('settle'), page: PageNumber }),
  /** To be looked at again: takes back what has settled it. */
  z.strictObject({ kind: z.literal('reopen'), page: PageNumber }),
])
export type SplitEdit = z.infer<typeof SplitEdit>

export const EditSplitRequest = z.strictObject({ edits: z.array(SplitEdit).min(1).max(200) })
export type EditSplitRequest = z.infer<typeof EditSplitRequest>

const CoverSheet = z.strictObject({
  /** Number of the organisational unit. */
  unit: z.string().nullable(),
  fileNumber: z.string().nullable(),
  documentType: z.string().nullable(),
  level: Level.nullable(),
})

const PlannedPage = z.strictObject({
  /** Its number in the scan; the order of the list is the order in the letters. */
  page: z.number().int(),
  role: PageRole,
  turn: Turn,
  certainty: Weight,
  /** Of the picture that was looked at; `null` when none is stored. */
  sha256: Sha256.nullable(),
})

const Boundary = z.strictObject({
  before: z.number().int(),
  /** From 0.5 on the scan is cut here. */
  probability: Weight,
  cause: z.enum(['start', 'sheet', 'content', 'person']),
  /** Weights below zero speak against a boundary. */
  reasons: z.array(z.strictObject({ kind: z.string(), text: z.string(), weight: z.number() })),
})

/** A page that a person must look at before the scan can be divided. */
const Stop = z.strictObject({
  page: z.number().int(),
  kind: z.string(),
  text: z.string(),
  settled: z.boolean(),
})

/** How a scan is to be divided. ETag is the quoted `version`; page pictures are those of the document. */
export const SplitPlanView = ScanView.extend({
  batchId: Id,
  /** Empty while it is being read. */
  pages: z.array(PlannedPage),
  boundaries: z.array(Boundary),
  stops: z.array(Stop),
  covers: z.array(z.strictObject({ before: z.number().int(), sheet: z.number().int(), cover: CoverSheet })),
  /** The letters as they would be cut out now. */
  segments: z.array(
    z.strictObject({
      pages: z.array(z.strictObject({ page: z.number().int(), turn: Turn })),
      cover: CoverSheet.nullable(),
    }),
  ),
  /** Nothing is in doubt. */
  certain: z.boolean(),
  confirmed: z.strictObject({ at: Instant, by: Person }).nullable(),
  parts: z.array(StackPart),
})
export type SplitPlanView = z.infer<typeof SplitPlanView>

/** `undo`: the edits that take this change back, for another PATCH. */
export const EditedSplitPlan = SplitPlanView.extend({ undo: z.array(SplitEdit) })
export type EditedSplitPlan = z.infer<typeof EditedSplitPlan>
