import type { MailLogin } from './mailbox.ts'

export interface OutgoingMail {
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly text: string
  /** The same for every attempt, so that one that comes twice is known as one. */
  readonly messageId: string
  readonly inReplyTo?: string
}

/** Hands automatic answers to a mail server: each says of itself that it is one (RFC 3834, 5). */
export interface MailSender {
  /** @returns `refused` when the server will never take it. @throws {MailboxError} when it cannot be reached or used */
  send(login: MailLogin, mail: OutgoingMail, signal: AbortSignal): Promise<'sent' | 'refused'>
}
