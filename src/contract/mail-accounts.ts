import { z } from 'zod'
import { Id, Instant, Line } from './primitives.ts'

/** A name or a literal address; never a URL. */
const Host = z.string().regex(/^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?|[0-9A-Fa-f:]{2,45})$/)
const MailServer = z.strictObject({
  host: Host,
  port: z.number().int().min(1).max(65_535),
  security: z.enum(['tls', 'starttls', 'none']),
})
/** As servers name it; the separator of levels is theirs. */
const Folder = Line.max(200).regex(/^[^"\\%*]+$/)
const Acknowledgement = z.strictObject({ server: MailServer, from: z.email().max(254) })

const fields = {
  name: Line.max(100),
  isActive: z.boolean(),
  server: MailServer,
  username: Line.max(254),
  /** Comes in, and never goes out again. */
  password: z.string().min(1).max(500),
  folder: Folder,
  doneFolder: Folder,
  errorFolder: Folder,
}
export const AddMailAccountRequest = z.strictObject({
  ...fields,
  isActive: z.boolean().default(true),
  folder: Folder.default('INBOX'),
  doneFolder: Folder.default('Poststelle-Erledigt'),
  errorFolder: Folder.default('Poststelle-Fehler'),
  /** Unit that sees the mails besides the mailroom. */
  orgUnitId: Id.optional(),
  /** Senders get the receipt number; absent: nobody gets an answer. */
  acknowledgement: Acknowledgement.optional(),
})
/** The password must come along when it goes to another server, or belongs to another user. */
export const PatchMailAccountRequest = z
  .strictObject({ ...fields, orgUnitId: Id.nullable(), acknowledgement: Acknowledgement.nullable() })
  .partial()

export const MailboxFault = z.enum([
  'address-not-allowed',
  'unreachable',
  'certificate',
  'no-encryption',
  'sign-in',
  'folder',
  'secret-missing',
  'interrupted',
  'storage',
])

export const MailAccountView = z.strictObject({
  id: Id,
  name: z.string(),
  isActive: z.boolean(),
  server: MailServer,
  username: z.string(),
  folder: z.string(),
  doneFolder: z.string(),
  errorFolder: z.string(),
  orgUnitId: Id.nullable(),
  acknowledgement: Acknowledgement.nullable(),
  /** `null` until somebody has looked. */
  state: z
    .strictObject({
      lastLookAt: Instant.nullable(),
      lastMailAt: Instant.nullable(),
      takenCount: z.number().int(),
      fault: MailboxFault.nullable(),
      failedLooks: z.number().int(),
    })
    .nullable(),
  version: z.number().int(),
})
export type MailAccountView = z.infer<typeof MailAccountView>
export const MailAccountList = z.strictObject({ items: z.array(MailAccountView) })
export const MailAccountParams = z.strictObject({ accountId: Id })
export const MailAccountCheckView = z.strictObject({ result: z.enum(['ok', ...MailboxFault.options]) })

/** Mails that were not taken in and lie in the error folder, the newest first. */
export const RefusedMailList = z.strictObject({
  items: z.array(
    z.strictObject({
      id: z.string(),
      at: Instant,
      reason: z.enum(['too-large', 'empty', 'failed']),
      subject: z.string().nullable(),
      sender: z.string().nullable(),
      sizeBytes: z.number().int(),
    }),
  ),
})
