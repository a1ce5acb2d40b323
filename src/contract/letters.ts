import { z } from 'zod'
import { Id, Line, Paragraph } from './primitives.ts'

/** Longer than any letter that fits the pages that are allowed. */
const LetterText = z
  .string()
  .trim()
  .max(20_000)
  .regex(/^(?:[^\p{Cc}]|[\t\n\r])*$/u)
const TemplateName = Line.max(100)
const Subject = Line.max(200)

/** Words for letters, with placeholders such as `{{aktenzeichen}}`. ETag is the quoted `version`. */
export const LetterTemplateView = z.strictObject({
  id: Id,
  name: z.string(),
  subject: z.string(),
  body: z.string(),
  version: z.number().int(),
})
export type LetterTemplateView = z.infer<typeof LetterTemplateView>
export const LetterTemplateList = z.strictObject({
  items: z.array(LetterTemplateView),
  /** Names that may stand in braces. */
  placeholders: z.array(z.string()),
})
export type LetterTemplateList = z.infer<typeof LetterTemplateList>
export const LetterTemplateParams = z.strictObject({ templateId: Id })
const templateFields = { name: TemplateName, subject: Subject, body: LetterText.min(1) }
export const AddLetterTemplateRequest = z.strictObject(templateFields)
export const PatchLetterTemplateRequest = z.strictObject(templateFields).partial()

const HeadLine = Line.max(80)
const letterheadFields = {
  office: Line.max(120),
  addressLines: z.array(HeadLine).max(4),
  senderLine: Line.max(120),
  contactLines: z.array(HeadLine).max(4),
  footerLines: z.array(Line.max(120)).max(3),
}
/** What stands on all letters of the tenant. ETag is the quoted `version`. */
export const LetterheadView = z.strictObject({ ...letterheadFields, version: z.number().int() })
export type LetterheadView = z.infer<typeof LetterheadView>
export const PatchLetterheadRequest = z.strictObject(letterheadFields).partial()

/** Without a template the draft has an address and, of an answer, a subject. */
export const DraftLetterRequest = z.strictObject({ templateId: Id.optional() })
export const LetterDraftView = z.strictObject({
  recipient: z.string(),
  subject: z.string(),
  text: z.string(),
  /** Placeholders for which nothing is known; they stand in subject or text still. */
  missing: z.array(z.string()),
  /** Of the case file in which the letter will lie. */
  fileNumber: z.string(),
})
export type LetterDraftView = z.infer<typeof LetterDraftView>

const words = {
  /** Name and address, as lines. */
  recipient: Paragraph.min(1).max(400),
  subject: Subject,
  /** Paragraphs are parted by an empty line. */
  text: LetterText.min(1),
}
export const PreviewLetterRequest = z.strictObject({
  ...words,
  page: z.number().int().min(1).max(1_000).default(1),
})
/** A page as it would be printed. */
export const LetterPreviewView = z.strictObject({
  pageCount: z.number().int(),
  page: z.number().int(),
  /** WebP, in base64. */
  picture: z.string(),
})
export type LetterPreviewView = z.infer<typeof LetterPreviewView>
/** `procedureId`: of the case file; that of the answered letter when absent. */
export const WriteLetterRequest = z.strictObject({ ...words, procedureId: Id.optional() })
export type WriteLetterRequest = z.input<typeof WriteLetterRequest>
