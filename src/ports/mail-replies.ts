import type { Actor } from '../domain/access/actor.ts'
import type { MailReply } from '../domain/mail/acknowledgement.ts'

/** Answers that wait to be sent, and those that were. Leases run on database time. */
export interface MailReplies {
  /** Joins the running transaction. */
  insert(actor: Actor, reply: MailReply, signal: AbortSignal): Promise<void>
  /** Answers to the address since the instant, whatever became of them. */
  countTo(actor: Actor, address: string, since: string, signal: AbortSignal): Promise<number>
  /** The next one that is due, of any tenant; its attempt is counted, and nobody else gets it before the lease is over. */
  claim(leaseMs: number, signal: AbortSignal): Promise<MailReply | undefined>
  /** Ends the attempts. */
  settle(reply: MailReply, state: 'sent' | 'given-up', signal: AbortSignal): Promise<void>
  retryLater(reply: MailReply, pauseMs: number, signal: AbortSignal): Promise<void>
}
