import type { BackOff } from '../back-off.ts'
import { germanDay, localTimeAt } from '../intake/local-time.ts'
import type { MailHead } from './mail-facts.ts'

/** Confirms to a sender that his mail is here. Nothing of what he wrote is repeated: the address may be somebody else's. */
export interface MailReply {
  /** Of the item: there is one answer to each. */
  readonly id: string
  readonly tenantId: string
  readonly accountId: string
  readonly to: string
  readonly receiptNumber: string
  readonly receivedAt: string
  /** Message-ID of the mail. */
  readonly inReplyTo?: string
  readonly createdAt: string
  readonly state: 'queued' | 'sent' | 'given-up'
  readonly attempt: number
}

/** To one address in a day; two programs that answer each other end here. */
export const MAX_REPLIES_A_DAY = 5
/** With their pauses these are between half a day and a day and a half. */
export const MAX_REPLY_ATTEMPTS = 14
/** Pauses before the next attempt to send one. */
export const REPLY_BACK_OFF: BackOff = { firstMs: 60_000, longestMs: 6 * 60 * 60_000 }

/** Addresses behind which a program sits. */
const PROGRAMS =
  /^(?:mailer-daemon|postmaster|(?:no|do[._-]?not|nicht)[._-]?(?:reply|antworten)|noreply|bounces?|abuse|listserv|majordomo)(?:[+._-]|$)/i
const ADDRESS = /^[^\s@<>"(),:;\\[\]]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?$/

/**
 * To whom a mail is acknowledged; `undefined` when nobody must get an answer (RFC 3834): mails of programs and lists, of
 * ourselves, and of addresses that are none. Where the mail wants answers to go (`Reply-To`) counts for nothing.
 *
 * @param ownAddresses of all accounts of the tenant
 */
export function addresseeOf(head: MailHead, ownAddresses: readonly string[]): string | undefined {
  const address = head.from.length === 1 ? head.from[0]?.address?.toLowerCase() : undefined
  if (address === undefined || head.isAutomatic || !ADDRESS.test(address)) return undefined
  const localPart = address.slice(0, address.lastIndexOf('@'))
  if (PROGRAMS.test(localPart) || ownAddresses.some((own) => own.toLowerCase() === address)) return undefined
  return address
}

export interface ReplyText {
  readonly subject: string
  readonly text: string
}

export function replyText(
  reply: MailReply,
  tenant: { readonly name: string; readonly timeZone: string },
): ReplyText {
  const { receiptNumber, receivedAt } = reply
  const local = localTimeAt(new Date(receivedAt), tenant.timeZone)
  const when = `am ${germanDay(local.slice(0, 10))} um ${local.slice(11, 16)} Uhr`
  return {
    subject: `Eingangsbestätigung ${receiptNumber}`,
    text: [
      'Guten Tag,',
      `Ihre E-Mail ist ${when} bei uns eingegangen. Sie hat die Eingangsnummer ${receiptNumber}.`,
      'Nennen Sie diese Nummer bitte bei Rückfragen. Diese Nachricht wurde automatisch erstellt; sie bestätigt nur den Eingang und ist keine Antwort in der Sache.',
      `Ihre Poststelle\n${tenant.name}`,
    ].join('\n\n'),
  }
}
