import { z } from 'zod'
import { Id, Instant } from './primitives.ts'

export const MailAddressView = z.strictObject({ name: z.string().nullable(), address: z.string().nullable() })
const MailProtection = z.enum(['smime', 'pgp'])

/** What a mail says of itself; nobody has checked it. */
export const MailFactsView = z.strictObject({
  from: z.array(MailAddressView),
  replyTo: z.array(MailAddressView),
  to: z.array(MailAddressView),
  cc: z.array(MailAddressView),
  subject: z.string().nullable(),
  messageId: z.string().nullable(),
  sentAt: Instant.nullable(),
  /** The topmost `Received` field. */
  received: z.string().nullable(),
  signature: z.strictObject({ kind: MailProtection, validation: z.literal('not-checked') }).nullable(),
  encryption: MailProtection.nullable(),
  isAutomatic: z.boolean(),
  /** What came with it; parts without a document stay in the mail, for the reason that is named. */
  parts: z.array(
    z.strictObject({
      filename: z.string(),
      claimedType: z.string(),
      sizeBytes: z.number().int(),
      documentId: Id.nullable(),
      reason: z
        .enum(['picture', 'signature', 'sealed', 'outlook', 'unwrapped', 'type', 'empty', 'limits'])
        .nullable(),
    }),
  ),
  unlistedParts: z.number().int(),
  /** Code of the reason for which the mail was not taken apart. */
  failure: z.string().nullable(),
})
export type MailFactsView = z.infer<typeof MailFactsView>
