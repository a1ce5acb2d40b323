import { createTransport } from 'nodemailer'
import { MailboxError } from '../../domain/mail/mailbox-error.ts'
import type { VetMailServer } from '../../ports/mailbox.ts'
import type { MailSender, OutgoingMail } from '../../ports/mail-sender.ts'

export interface MailSenderOptions {
  readonly vetServer: VetMailServer
  /** Certificates to trust besides those of the system: for tests. */
  readonly certificates?: readonly string[]
  readonly patience?: SendPatience
}

export interface SendPatience {
  /** For one mail from its connection to its end. */
  readonly wholeMs: number
  /** For a mail under way when the process ends: one that is cut off is sent again. */
  readonly farewellMs: number
}

const CONNECT_MS = 15_000
const SILENT_MS = 60_000
/** Others wait behind a server that trickles, and so does the end of the process. */
const PATIENCE: SendPatience = { wholeMs: 3 * 60_000, farewellMs: 5_000 }
/** RFC 5321, 4.2.1: the server will say the same again. Those of signing in are for administrators to mend. */
const REFUSED = /^5\d\d$/

export function createMailSender({
  vetServer,
  certificates,
  patience = PATIENCE,
}: MailSenderOptions): MailSender {
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
      const end = endOf(signal, patience)
      try {
        await transport.sendMail({ ...messageOf(mail), signal: end.signal })
        return 'sent'
      } catch (error) {
        return outcomeOf(error)
      } finally {
        end.forget()
        transport.close()
      }
    },
  }
}

/** When a mail under way is given up: after its time, or soon after the process is to end. */
function endOf(stop: AbortSignal, { wholeMs, farewellMs }: SendPatience) {
  const end = new AbortController()
  const giveUp = (): void => {
    end.abort()
  }
  const timers = [setTimeout(giveUp, wholeMs)]
  const onStop = (): void => {
    timers.push(setTimeout(giveUp, farewellMs))
  }
  stop.addEventListener('abort', onStop, { once: true })
  return {
    signal: end.signal,
    forget(): void {
      stop.removeEventListener('abort', onStop)
      timers.forEach(clearTimeout)
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
