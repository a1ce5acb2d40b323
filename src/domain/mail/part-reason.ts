import type { MailHead, PartReason } from './mail-facts.ts'

/** Mails in mails in mails: deeper ones stay closed. */
export const MAX_MAIL_DEPTH = 5
/** Larger mails are kept and not taken apart; mail servers end at half of it. */
export const MAX_OPENED_MAIL_BYTES = 100 * 1024 * 1024
/** More parts than these are not even named. */
export const MAX_LISTED_PARTS = 200

export const MAIL_TYPE = 'message/rfc822'
/** A message as Outlook saves it (.msg). */
export const OUTLOOK_TYPE = 'application/vnd.ms-outlook'

/** Whether it is a mail and taken apart as one. */
export function isMailType(mediaType: string): boolean {
  return mediaType === MAIL_TYPE || mediaType === OUTLOOK_TYPE
}

interface Part {
  readonly filename?: string | undefined
  readonly claimedType: string
  readonly isInline: boolean
  readonly isUnwrapped?: boolean
  readonly sizeBytes: number
}

const SIGNATURES = /^application\/(?:pgp-signature|(?:x-)?pkcs7-signature)$/
const SEALED = /^application\/(?:pgp-encrypted|(?:x-)?pkcs7-mime)$/
const OUTLOOK = /^application\/(?:vnd\.)?ms-tnef$/
/** Of a mail that is encrypted as a whole, the part with the content has no type of its own (RFC 3156, 4). */
const UNTYPED = 'application/octet-stream'

/** Why a part of a mail cannot be a document; `undefined` when its content decides. */
export function partReason(part: Part, head: Pick<MailHead, 'encryption'>): PartReason | undefined {
  const { claimedType, isInline, sizeBytes } = part
  if (sizeBytes === 0) return 'empty'
  if (SIGNATURES.test(claimedType)) return 'signature'
  if (isSealed(claimedType, head)) return 'sealed'
  if (isOutlook(part)) return part.isUnwrapped === true ? 'unwrapped' : 'outlook'
  return isInline && claimedType.startsWith('image/') ? 'picture' : undefined
}

function isSealed(claimedType: string, { encryption }: Pick<MailHead, 'encryption'>): boolean {
  return SEALED.test(claimedType) || (encryption === 'pgp' && claimedType === UNTYPED)
}

/** Whether it is Outlook's own wrapping (TNEF), by its name and its claim. */
export function isOutlook({ filename = '', claimedType }: Pick<Part, 'filename' | 'claimedType'>): boolean {
  return OUTLOOK.test(claimedType) || filename.toLowerCase() === 'winmail.dat'
}
