import type { MailboxFault } from './mail-account.ts'

/** Why a mail server cannot be used. The detail is for the log and carries no secret. */
export class MailboxError extends Error {
  override readonly name = 'MailboxError'
  readonly fault: MailboxFault

  constructor(fault: MailboxFault, detail: string, options: { readonly cause?: unknown } = {}) {
    super(detail, options)
    this.fault = fault
  }
}
