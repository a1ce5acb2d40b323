import { z } from 'zod'
import { Box, Id, Instant, Line, Paragraph, Person, Sha256 } from './primitives.ts'

const Form = z.enum(['pdf', 'zip'])

export const DiscloseRequest = z.strictObject({
  form: Form,
  /** Who gets it. */
  recipient: Line,
  /** Why he may have it, such as `§ 29 VwVfG`. */
  legalBasis: Line,
  note: Paragraph.min(1).optional(),
  /** Absent: all that the caller may read. A redacted version is given in the place of the document. */
  documents: z
    .array(z.strictObject({ documentId: Id, redactionId: Id.optional() }))
    .min(1)
    .max(2_000)
    .optional(),
})

export const DisclosureView = z.strictObject({
  id: Id,
  form: Form,
  recipient: z.string(),
  legalBasis: z.string(),
  note: z.string().nullable(),
  createdAt: Instant,
  createdBy: Person,
  /** Those that the caller may read. */
  documents: z.array(
    z.strictObject({
      documentId: Id,
      number: z.number().int(),
      pages: z.number().int(),
      redactionId: Id.nullable(),
    }),
  ),
  /** Null where something was given out that the caller may not read. */
  pageCount: z.number().int().nullable(),
  sizeBytes: z.number().int().nullable(),
  sha256: Sha256,
})
export type DisclosureView = z.infer<typeof DisclosureView>
export const DisclosureList = z.strictObject({ items: z.array(DisclosureView) })

const Reason = z.enum(['third-party', 'trade-secret', 'deliberation', 'other'])
const Share = z.number().min(0).max(1)

export const RedactionMark = z.strictObject({
  page: z.number().int().min(1),
  box: z.tuple([Share, Share, Share, Share]),
  reason: Reason,
  /** Has to be there with `other`. */
  remark: Line.max(200).optional(),
})
export type RedactionMark = z.infer<typeof RedactionMark>

export const RedactRequest = z.strictObject({
  marks: z.array(RedactionMark).min(1).max(2_000),
  note: Paragraph.min(1).optional(),
})

export const RedactionView = z.strictObject({
  id: Id,
  createdAt: Instant,
  createdBy: Person,
  note: z.string().nullable(),
  /** `checking` until every marked page has been recognised anew; only what is `released` can be given out. */
  state: z.enum(['checking', 'released', 'refused']),
  marks: z.array(RedactionMark),
  pageCount: z.number().int(),
  sizeBytes: z.number().int().nullable(),
  sha256: Sha256.nullable(),
  check: z.strictObject({
    hiddenHits: z.number().int(),
    findings: z.strictObject({
      text: z.number().int(),
      bytes: z.number().int(),
      extras: z.number().int(),
      picture: z.number().int(),
      recognised: z.number().int(),
      codes: z.number().int(),
    }),
    pagesToReread: z.number().int(),
    pagesReread: z.number().int(),
    /** Pages on which a marked word can still be read where nobody has marked it. */
    stillVisibleOn: z.array(z.number().int()),
    engine: z.string().nullable(),
    at: Instant,
  }),
})
export type RedactionView = z.infer<typeof RedactionView>
export const RedactionList = z.strictObject({ items: z.array(RedactionView) })
export const RedactionParams = z.strictObject({ documentId: Id, redactionId: Id })

export const WordPlacesQuery = z.strictObject({ text: z.string().trim().min(1).max(100) })
export const WordPlaces = z.strictObject({
  items: z.array(z.strictObject({ page: z.number().int(), box: Box })),
})
