import { z } from 'zod'
import { CalendarDate, Id, Line } from './primitives.ts'

/** A template of file numbers; the server says what is wrong with it. */
const Template = Line.max(100)

export const FilingPlanEntryView = z.strictObject({
  id: Id,
  parentId: Id.nullable(),
  number: z.string(),
  title: z.string(),
  orgUnitId: Id.nullable(),
  /** Of file numbers; that of the entry above when `null`. */
  fileNumberTemplate: z.string().nullable(),
  /** First and last day on which new case files are opened under it. */
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  successorId: Id.nullable(),
  /** That of the entry above when `null`. */
  retentionClassId: Id.nullable(),
  /** Proposed for the end of all case files under it; what the class proposes when `null`. */
  appraisal: z.strictObject({ value: z.enum(['A', 'B', 'V']), reason: z.string() }).nullable(),
  version: z.number().int(),
})
export const FilingPlanView = z.strictObject({ items: z.array(FilingPlanEntryView) })
export const CreateFilingPlanEntryRequest = z.strictObject({
  number: Line.max(50),
  title: Line,
  parentId: Id.optional(),
  orgUnitId: Id.optional(),
  fileNumberTemplate: Template.optional(),
  validFrom: CalendarDate.optional(),
  validTo: CalendarDate.optional(),
  successorId: Id.optional(),
  retentionClassId: Id.optional(),
})
/** `null` takes a value away. */
export const PatchFilingPlanEntryRequest = z.strictObject({
  title: Line.optional(),
  parentId: Id.nullable().optional(),
  orgUnitId: Id.nullable().optional(),
  fileNumberTemplate: Template.nullable().optional(),
  validFrom: CalendarDate.nullable().optional(),
  validTo: CalendarDate.nullable().optional(),
  successorId: Id.nullable().optional(),
  retentionClassId: Id.nullable().optional(),
})
export const FilingPlanEntryParams = z.strictObject({ entryId: Id })

export const TryFileNumberRequest = z.strictObject({
  /** The default when empty. */
  template: z.string().max(100),
  plan: Line.max(50),
  office: Line.max(50),
})
export const TriedFileNumber = z.strictObject({ fileNumber: z.string() })

/** With its escapes it must fit into a large JSON body. */
const MAX_TABLE_LENGTH = 3_000_000
export const PlanImportPreviewRequest = z.strictObject({
  /** CSV with headings, or a message 0301 of xdomea. */
  text: z.string().min(1).max(MAX_TABLE_LENGTH),
  missing: z.enum(['keep', 'end']).default('keep'),
})
export const PlanImportRequest = PlanImportPreviewRequest.extend({
  /** Of the preview. */
  seal: z.string().regex(/^[0-9a-f]{64}$/),
})
export const PlanDifferenceView = z.strictObject({
  outcome: z.enum(['new', 'changed', 'ended', 'unchanged', 'faulty']),
  /** `null` for entries that the table does not have. */
  line: z.number().int().nullable(),
  number: z.string(),
  title: z.string(),
  changes: z.array(
    z.strictObject({
      column: z.enum([
        'number',
        'title',
        'parent',
        'unit',
        'validFrom',
        'validTo',
        'successor',
        'retention',
        'template',
      ]),
      before: z.string(),
      after: z.string(),
    }),
  ),
  faults: z.array(z.string()),
})
export const PlanImportPreview = z.strictObject({
  differences: z.array(PlanDifferenceView),
  /** Why the table cannot be read at all. */
  fault: z.string().nullable(),
  seal: z.string(),
})
export const PlanImported = z.strictObject({
  added: z.number().int(),
  changed: z.number().int(),
  ended: z.number().int(),
})

const Years = z.number().int().min(0).max(200)
const Start = z.enum(['end-of-closing-year', 'closing-day'])
const Proposal = z.enum(['A', 'B', 'V'])
export const RetentionClassView = z.strictObject({
  id: Id,
  name: z.string(),
  /** `null` for ever. */
  years: Years.nullable(),
  start: Start,
  proposal: Proposal,
  retired: z.boolean(),
  version: z.number().int(),
})
export const RetentionClassList = z.strictObject({ items: z.array(RetentionClassView) })
export const CreateRetentionClassRequest = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  name: Line.max(100),
  years: Years.nullable(),
  start: Start,
  proposal: Proposal,
})
export const PatchRetentionClassRequest = z.strictObject({
  name: Line.max(100).optional(),
  years: Years.nullable().optional(),
  start: Start.optional(),
  proposal: Proposal.optional(),
  retired: z.boolean().optional(),
})
