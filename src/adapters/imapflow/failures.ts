import { MailboxError } from '../../domain/mail/mailbox-error.ts'

/** What the library tells of a failure. */
interface Failure {
  readonly code: string
  readonly message: string
  readonly authenticationFailed?: boolean
}

/** Codes of Node and OpenSSL for certificates that prove nothing. */
const CERTIFICATE = /CERT|ALTNAME|SELF_SIGNED|UNABLE_TO_(?:GET_ISSUER|VERIFY)/
const WAY_TO_SERVER = /^(?:E[A-Z]+|CONNECT_TIMEOUT|GREETING_TIMEOUT|UPGRADE_TIMEOUT|ClosedAfterConnect\w+)$/
/** Ends of connections that were usable. */
const ENDED = new Set(['NoConnection', 'EConnectionClosed', 'StateLogout', 'ETIMEOUT', 'ECONNRESET', 'EPIPE'])

/** What a failure of the library means to people. The answer of the server may quote what was sent, so it is left out. */
export function mailboxError(error: unknown): MailboxError {
  if (error instanceof MailboxError) return error
  const { code, message, authenticationFailed } = { code: '', message: '', ...(error as Partial<Failure>) }
  if (authenticationFailed === true)
    return new MailboxError('sign-in', 'The server refuses name or password.')
  if (CERTIFICATE.test(code))
    return new MailboxError('certificate', `The certificate is not trusted: ${code}`)
  if (/STARTTLS/i.test(code + message))
    return new MailboxError('no-encryption', 'The server offers no encryption.')
  const isWay = WAY_TO_SERVER.test(code) && !ENDED.has(code)
  return isWay
    ? new MailboxError('unreachable', `The server cannot be reached: ${code}`)
    : new MailboxError('interrupted', `The connection has ended: ${code}`)
}

/** As `mailboxError`, where folders are opened and made: a refusal of the server is about them. */
export function folderError(error: unknown): MailboxError {
  const { responseStatus, mailboxMissing } = error as {
    readonly responseStatus?: string
    readonly mailboxMissing?: boolean
  }
  const isRefusal = responseStatus === 'NO' || responseStatus === 'BAD' || mailboxMissing === true
  return isRefusal
    ? new MailboxError('folder', 'A folder cannot be opened or made.', { cause: error })
    : mailboxError(error)
}
