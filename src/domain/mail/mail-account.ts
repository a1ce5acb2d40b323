import type { BackOff } from '../back-off.ts'

/** How a connection to a mail server is kept from others: TLS from the first byte, TLS after a greeting, or not at all. */
export const MAIL_SECURITY = ['tls', 'starttls', 'none'] as const
export type MailSecurity = (typeof MAIL_SECURITY)[number]

export interface MailServer {
  readonly host: string
  readonly port: number
  readonly security: MailSecurity
}

/** Confirms to the sender that his mail is here, with its receipt number. */
export interface Acknowledgement {
  readonly server: MailServer
  /** Address that the confirmation comes from. */
  readonly from: string
}

/** A mailbox of the city whose mails become items. */
export interface MailAccount {
  readonly id: string
  readonly tenantId: string
  readonly name: string
  readonly isActive: boolean
  readonly server: MailServer
  readonly username: string
  /** Closed in the secret box. */
  readonly password: string
  readonly folder: string
  /** Where mails go that are taken in. */
  readonly doneFolder: string
  /** Where mails go that cannot be taken in. */
  readonly errorFolder: string
  /** Unit that sees the mails too, as what its own people hand in. */
  readonly orgUnitId?: string
  /** Absent: nobody gets an answer. */
  readonly acknowledgement?: Acknowledgement
  readonly version: number
}

/** To whom a closed password belongs. */
export function passwordOwner({ id }: Pick<MailAccount, 'id'>): string {
  return `mail-account/${id}`
}

/** Whether the password goes to the same place as before: else whoever changes the record must know it. */
export function keepsPasswordPlace(before: MailAccount, after: MailAccount): boolean {
  return (
    isSameServer(before.server, after.server) &&
    before.username === after.username &&
    (after.acknowledgement === undefined ||
      (before.acknowledgement !== undefined &&
        isSameServer(before.acknowledgement.server, after.acknowledgement.server)))
  )
}

function isSameServer(one: MailServer, other: MailServer): boolean {
  return one.host === other.host && one.port === other.port && one.security === other.security
}

/** What became of an attempt to reach a mail server; each has German words for people. */
export const MAILBOX_FAULTS = [
  'address-not-allowed',
  'unreachable',
  'certificate',
  'no-encryption',
  'sign-in',
  'folder',
  'secret-missing',
  'interrupted',
  'storage',
] as const
export type MailboxFault = (typeof MAILBOX_FAULTS)[number]

/** How it stands with fetching from an account. */
export interface MailboxState {
  readonly accountId: string
  readonly lastLookAt?: string
  readonly lastMailAt?: string
  readonly takenCount: number
  /** Of the last look; absent when it went well. */
  readonly fault?: MailboxFault
  /** Failed looks since the last good one. */
  readonly failedLooks: number
}

/** A mail that was not taken in and lies in the error folder. */
export interface RefusedMail {
  readonly id: string
  readonly accountId: string
  readonly at: string
  readonly reason: RefusalReason
  readonly subject?: string
  readonly sender?: string
  readonly sizeBytes: number
}

export const REFUSAL_REASONS = ['too-large', 'empty', 'failed'] as const
export type RefusalReason = (typeof REFUSAL_REASONS)[number]

/** Pauses before the next look after failed ones. */
export const LOOK_BACK_OFF: BackOff = { firstMs: 5_000, longestMs: 300_000 }
