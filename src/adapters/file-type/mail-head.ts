/** Fields that only mails have; the others of a head may stand in many kinds of text. */
const MAIL_FIELDS = new Set([
  'received',
  'return-path',
  'delivered-to',
  'envelope-to',
  'x-original-to',
  'message-id',
  'mime-version',
  'content-type',
  'content-transfer-encoding',
  'in-reply-to',
  'references',
  'dkim-signature',
  'reply-to',
  'resent-from',
  'authentication-results',
])
/** Two of these make a head too. */
const LETTER_FIELDS = new Set(['from', 'to', 'cc', 'subject', 'date', 'sender', 'x-mailer', 'user-agent'])
/** RFC 5322, 3.6.8: printable and no colon. Programs put blanks before the colon. */
const FIELD = /^([\x21-\x39\x3b-\x7e]{1,200})[ \t]*:/
/** A sender with an address. */
const WRITER = /^from[ \t]*:.*@/i
/** Servers may write more fields of their own before the others than are looked at. */
const MANY_OWN_FIELDS = 3
/** First line of a mail in a file of the kind mbox. */
const MBOX_LINE = /^>?From \S/
const LEADING_LINES = /^(?:\r?\n)+/
/** Lines that programs have broken off and not indented. */
const MAX_STRAY_SHARE = 0.25

/**
 * True for a mail (RFC 5322): it begins with a head of fields, among them such as mails have. A mail has no signature, so
 * that its first line must be a field; of the others some may be broken, and their letters may be of any character set.
 *
 * @param head first bytes of the file
 */
export function isMail(head: Uint8Array): boolean {
  const lines = headLines(head)
  if (lines === undefined) return false
  const [first = '', ...others] = lines
  if (!FIELD.test(first)) return false
  const names = lines.flatMap((line) => FIELD.exec(line)?.[1]?.toLowerCase() ?? [])
  const strayCount = others.filter((line) => !FIELD.test(line) && !/^[ \t]/.test(line)).length
  if (strayCount > lines.length * MAX_STRAY_SHARE) return false
  const letterFields = new Set(names.filter((name) => LETTER_FIELDS.has(name)))
  return (
    names.some((name) => MAIL_FIELDS.has(name)) ||
    letterFields.size > 1 ||
    WRITER.test(first) ||
    (names.length === 1 && names[0] === 'subject') ||
    names.filter((name) => name.startsWith('x-')).length >= MANY_OWN_FIELDS
  )
}

/** The lines before the first empty one; undefined for what is no text. */
function headLines(head: Uint8Array): string[] | undefined {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength)
  const start = bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? 3 : 0
  const text = bytes.toString('latin1', start).replace(LEADING_LINES, '')
  const [block = ''] = text.split(/\r?\n[ \t]*\r?\n|\r\r/, 1)
  if (block.includes('\0')) return undefined
  const lines = block.split(/\r\n|\n|\r/)
  // The head may go on behind the bytes that are looked at: a line that is cut says nothing.
  if (block.length === text.length && lines.length > 1 && !FIELD.test(lines.at(-1) ?? '')) lines.pop()
  return MBOX_LINE.test(lines[0] ?? '') ? lines.slice(1) : lines
}
