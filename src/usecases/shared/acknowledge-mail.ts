import type { Actor } from '../../domain/access/actor.ts'
import { addresseeOf, MAX_REPLIES_A_DAY } from '../../domain/mail/acknowledgement.ts'
import type { MailAccount } from '../../domain/mail/mail-account.ts'
import type { MailAccounts } from '../../ports/mail-accounts.ts'
import type { MailReplies } from '../../ports/mail-replies.ts'
import type { ItemWithDocuments } from './item-with-documents.ts'

/** Queues the answer to a mail, where its account wants one and nobody could be harmed by it. Joins the transaction. */
export type AcknowledgeMail = (
  actor: Actor,
  account: MailAccount,
  taken: ItemWithDocuments,
  signal: AbortSignal,
) => Promise<void>

const DAY_MS = 24 * 60 * 60 * 1_000

export function createAcknowledgeMail(ports: {
  readonly mailAccounts: MailAccounts
  readonly mailReplies: MailReplies
}): AcknowledgeMail {
  return async function acknowledgeMail(actor, account, { item, documents: [mail] }, signal) {
    if (account.acknowledgement === undefined || mail?.mail === undefined) return
    const accounts = await ports.mailAccounts.list(actor, signal)
    const own = accounts.flatMap(({ username, acknowledgement }) => [username, acknowledgement?.from ?? ''])
    const to = addresseeOf(mail.mail, own)
    if (to === undefined) return
    const since = new Date(Date.parse(item.capturedAt) - DAY_MS).toISOString()
    if ((await ports.mailReplies.countTo(actor, to, since, signal)) >= MAX_REPLIES_A_DAY) return
    const { id, tenantId, receiptNumber, receivedAt, capturedAt } = item
    const { messageId } = mail.mail
    const answer = {
      id,
      tenantId,
      accountId: account.id,
      to,
      receiptNumber,
      receivedAt,
      createdAt: capturedAt,
    }
    const reply = { ...answer, state: 'queued', attempt: 0 } as const
    await ports.mailReplies.insert(
      actor,
      messageId === undefined ? reply : { ...reply, inReplyTo: messageId },
      signal,
    )
  }
}
