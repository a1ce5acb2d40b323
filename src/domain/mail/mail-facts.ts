/** One entry of an address field; groups are dissolved into their members. */
export interface MailAddress {
  readonly name?: string
  readonly address?: string
}

export const MAIL_PROTECTIONS = ['smime', 'pgp'] as const
export type MailProtection = (typeof MAIL_PROTECTIONS)[number]

/** What the head of a mail says. All of it was written by strangers; nobody has checked it. */
export interface MailHead {
  readonly from: readonly MailAddress[]
  readonly replyTo: readonly MailAddress[]
  readonly to: readonly MailAddress[]
  readonly cc: readonly MailAddress[]
  readonly subject?: string
  readonly messageId?: string
  /** The `Date` field as an ISO 8601 instant in UTC; absent when it is none. */
  readonly sentAt?: string
  /** The topmost `Received` field on one line: the last server wrote it. */
  readonly received?: string
  readonly signature?: MailProtection
  readonly encryption?: MailProtection
  /** Made by a program: a notice of absence, a list, a report of delivery. Nobody answers those. */
  readonly isAutomatic: boolean
}

/**
 * Why a part of a mail is no document of its own. It stays in the mail in every case.
 *
 * - `picture`   shown inside of the text, such as the logo of a signature
 * - `signature` proves the mail and says nothing by itself
 * - `sealed`    nobody here can decrypt it
 * - `outlook`   Outlook's own wrapping (TNEF, winmail.dat) that could not be read, or a message inside of one
 * - `unwrapped` the same, whose content stands beside it
 * - `type`      of a kind that is not taken in: programs, archives, office files with macros
 * - `empty`     no bytes
 * - `limits`    too many, too large, or too deep inside other mails
 */
export const PART_REASONS = [
  'picture',
  'signature',
  'sealed',
  'outlook',
  'unwrapped',
  'type',
  'empty',
  'limits',
] as const
export type PartReason = (typeof PART_REASONS)[number]

/** One part of a mail beside its text. */
export interface MailPart {
  readonly filename: string
  /** As the mail claims. */
  readonly claimedType: string
  readonly sizeBytes: number
  /** The document that it became. */
  readonly documentId?: string
  readonly reason?: PartReason
}

/** What is kept of a mail with its document. */
export interface StoredMail extends MailHead {
  readonly parts: readonly MailPart[]
  /** Parts that are not even listed, because there are too many. */
  readonly unlistedParts: number
  /** Code of the reason for which the mail was not taken apart; its parts are unknown then. */
  readonly failure?: string
}

export const UNREAD_HEAD: MailHead = { from: [], replyTo: [], to: [], cc: [], isAutomatic: false }

/** Name and address as people read them. */
export function addressText({ name, address }: MailAddress): string {
  if (name === undefined || name === address) return address ?? ''
  return address === undefined ? name : `${name} <${address}>`
}

/** What the head of a mail says of its item; nobody has confirmed it. */
export function titleOf(head: Pick<MailHead, 'subject' | 'from'> | undefined): {
  readonly subject?: string
  readonly sender?: string
} {
  const { subject, from = [] } = head ?? {}
  const sender = from[0]?.name ?? from[0]?.address
  return { ...(subject === undefined ? {} : { subject }), ...(sender === undefined ? {} : { sender }) }
}
