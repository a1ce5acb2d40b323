import type { MailAccount } from '../../../src/domain/mail/mail-account.ts'
import type { Mailbox } from '../../../src/ports/mailbox.ts'

export const MAIL_FOLDERS = { folder: 'INBOX', doneFolder: 'Erledigt', errorFolder: 'Fehler' } as const

export function mailAccountOf({
  tenantId,
  ...changed
}: Partial<MailAccount> & Pick<MailAccount, 'tenantId'>): MailAccount {
  return {
    id: 'account',
    tenantId,
    name: 'Post',
    isActive: true,
    server: { host: 'imap.example.org', port: 993, security: 'tls' },
    username: 'post',
    password: 'closed',
    ...MAIL_FOLDERS,
    version: 1,
    ...changed,
  }
}

/** In which nothing lies and nothing comes. */
export function emptyMailbox(changed: Partial<Mailbox> = {}): Mailbox {
  return {
    entries: async () => [],
    read: async () => undefined,
    move: async () => undefined,
    wait: async () => undefined,
    [Symbol.asyncDispose]: async () => undefined,
    ...changed,
  }
}
