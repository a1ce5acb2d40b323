import type { Email } from 'postal-mime'
import type { MailHead } from '../../domain/mail/mail-facts.ts'

type Protection = Pick<MailHead, 'signature' | 'encryption'>

/** S/MIME in one part (RFC 8551, 3.2). */
const SMIME_TYPE = /^application\/(?:x-)?pkcs7-mime\b/
const PGP_ENCRYPTED = '-----BEGIN PGP MESSAGE-----'
const PGP_SIGNED = '-----BEGIN PGP SIGNED MESSAGE-----'

/** What the mail says of its own protection; nothing is verified. */
export function protectionOf(contentType: string, { text = '', attachments }: Email): Protection {
  const type = contentType.toLowerCase()
  if (type.startsWith('multipart/encrypted')) return { encryption: 'pgp' }
  if (type.startsWith('multipart/signed')) return { signature: type.includes('pgp') ? 'pgp' : 'smime' }
  const sealed = attachments.find(({ mimeType }) => SMIME_TYPE.test(mimeType))
  // The part may be the whole mail, or stand in a list's multipart with a footer.
  if (SMIME_TYPE.test(type) || sealed !== undefined) {
    return /smime-type\s*=\s*"?signed-data/.test(type) ? { signature: 'smime' } : { encryption: 'smime' }
  }
  if (text.includes(PGP_ENCRYPTED)) return { encryption: 'pgp' }
  return text.includes(PGP_SIGNED) ? { signature: 'pgp' } : {}
}

type Field = (name: string) => string | undefined

const OF_LISTS_AND_PROGRAMS = [
  'list-id',
  'list-unsubscribe',
  'list-post',
  'feedback-id',
  'x-autoreply',
  'x-autorespond',
] as const

/** Written by a program (RFC 3834, 5.1; `Precedence` and the fields of lists are older than it). */
export function isAutomatic(field: Field): boolean {
  return (
    isSubmittedByProgram(field) ||
    OF_LISTS_AND_PROGRAMS.some((name) => field(name) !== undefined) ||
    /\b(?:all|autoreply)\b/i.test(field('x-auto-response-suppress') ?? '') ||
    field('return-path')?.replace(/\s/g, '') === '<>'
  )
}

function isSubmittedByProgram(field: Field): boolean {
  const submitted = field('auto-submitted')?.toLowerCase() ?? 'no'
  const precedence = field('precedence')?.toLowerCase() ?? ''
  return !/^no\b/.test(submitted) || /^(?:bulk|list|junk|auto_reply)\b/.test(precedence)
}
