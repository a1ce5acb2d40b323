import { createTransport } from 'nodemailer'
import { MailboxError } from '../../domain/mail/mailbox-error.ts'
import type { VetMailServer } from '../../ports/mailbox.ts'
import type { MailSender, OutgoingMail } from '../../ports/mail-sender.ts'

export interface MailSenderOptions {
  readonly vetServer: VetMailServer
  /** Certificates to trust besides those of the system: for tests. */
  readonly certificates?: readonly string[]
}

const CONNECT_MS = 15_000
const SILENT_MS = 60_000
/** RFC 5321, 4.2.1: the server will say the same again. Those of signing in are for administrators to mend. */
const REFUSED = /^5\d\d$/

export function createMailSender({ vetServer, certificates }: MailSenderOptions): MailSender {
  return {
    async send({ server, username, password }, mail, signal) {
      signal.throwIfAborted()
      const { address, servername } = await vetServer(server)
      const transport = createTransport({
        host: address,
        port: server.port,
        secure: server.security === 'tls',
        requireTLS: server.security === 'starttls',
        ignoreTLS: server.security === 'none',
        auth: { user: username, pass: password },
        tls: {
          minVersion: 'TLSv1.2',
          ...(servername === undefined ? {} : { servername }),
          ...(certificates === undefined ? {} : { ca: [...certificates] }),
        },
        connectionTimeout: CONNECT_MS,
        greetingTimeout: CONNECT_MS,
        socketTimeout: SILENT_MS,
        disableFileAccess: true,
        disableUrlAccess: true,
      })
      try {
        await transport.sendMail(messageOf(mail))
        return 'sent'
      } catch (error) {
        return outcomeOf(error)
      } finally {
        transport.close()
      }
    },
  }
}

/** Says of itself that a program wrote it, so that no other program answers. */
function messageOf({ from, to, subject, text, messageId, inReplyTo }: OutgoingMail) {
  return {
    from,
    to,
    subject,
    text,
    messageId,
    ...(inReplyTo === undefined ? {} : { inReplyTo, references: inReplyTo }),
    headers: { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' },
    textEncoding: 'quoted-printable' as const,
  }
}

/** @throws {MailboxError} */
function outcomeOf(error: unknown): 'refused' {
  if (error instanceof MailboxError) throw error
  const { code = '', responseCode = 0 } = error as { readonly code?: string; readonly responseCode?: number }
  if (code === 'EAUTH') throw new MailboxError('sign-in', 'The server refuses name or password.')
  if (REFUSED.test(String(responseCode))) return 'refused'
  if (code === 'ETLS') throw new MailboxError('no-encryption', 'The server offers no encryption.')
  throw new MailboxError('unreachable', `The mail was not taken: ${code} ${String(responseCode)}`)
}
