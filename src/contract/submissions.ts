import { z } from 'zod'
import { CalendarDate, Id, Instant, Line, Paragraph, Sha256, VerifiedSenderView } from './primitives.ts'

/** The text parts of a citizen's multipart request; the files come as `files`. */
export const SubmissionFields = z.strictObject({
  name: Line.max(200).optional(),
  subject: Line.optional(),
  /** File number or code that the city has written on a letter. */
  reference: Line.max(100).optional(),
  /** Forms break lines in another way than JSON; the same words are the same request, whichever way they come. */
  message: Paragraph.overwrite((text) => text.replaceAll('\r\n', '\n')).optional(),
  /** Of a request for documents that this answers. */
  followUpCode: z.string().min(1).max(100).optional(),
})

/** Files that came in pieces before, by the ids that they have there. */
export const SubmissionFromUploads = SubmissionFields.extend({
  uploads: z
    .array(z.string().regex(/^[0-9a-f]{32}$/))
    .min(1)
    .max(50),
})

export const SubmissionReceipt = z.strictObject({
  receiptNumber: z.string(),
  referenceCode: z.string(),
  secret: z.string(),
  receivedAt: Instant,
  files: z.array(z.strictObject({ filename: z.string(), sha256: Sha256, sizeBytes: z.number().int() })),
  /** Set when it answers a request: what was asked for, by when, and whether this came by then. */
  followUp: z.strictObject({ subject: z.string(), dueOn: CalendarDate, inTime: z.boolean() }).nullable(),
})
export type SubmissionReceipt = z.infer<typeof SubmissionReceipt>

export const SubmissionStatusRequest = z.strictObject({
  referenceCode: z.string().min(1).max(100),
  secret: z.string().min(1).max(100),
})
/** The receipt as PDF, for whoever has both; `language`: of its words. */
export const SubmissionReceiptRequest = SubmissionStatusRequest.extend({
  language: z.enum(['de', 'en']).default('de'),
})
export const SubmissionStatus = z.strictObject({
  receiptNumber: z.string(),
  receivedAt: Instant,
  status: z.enum(['received', 'processing', 'question', 'completed', 'closed']),
  fileCount: z.number().int(),
  /** Why it was refused, in the words of the city. */
  notice: z.string().nullable(),
})
export type SubmissionStatus = z.infer<typeof SubmissionStatus>

export const TenantParams = z.strictObject({ tenant: z.string().regex(/^[a-z0-9-]{1,63}$/) })
export const PublicTenant = z.strictObject({
  slug: z.string(),
  name: z.string(),
  maxFileBytes: z.number().int(),
  maxFiles: z.number().int(),
  /** All files and fields of one request together. */
  maxRequestBytes: z.number().int(),
  mediaTypes: z.array(z.string()),
  /** What the city offers in easy language and in sign language. */
  easyLanguageUrl: z.string().nullable(),
  signLanguageUrl: z.string().nullable(),
})

export const CitizenIdentity = z.strictObject({
  /** Who has signed in with this browser, for half an hour. */
  sender: VerifiedSenderView.nullable(),
  providers: z.array(z.strictObject({ id: Id, name: z.string() })),
})
