import type { MailFactsView } from '../../contract/mails.ts'
import type { MailAddress, StoredMail } from '../../domain/mail/mail-facts.ts'
import type { Presented } from '../route.ts'

export function presentMail(mail: StoredMail): Presented<MailFactsView> {
  const { signature, encryption, parts, isAutomatic, unlistedParts } = mail
  return {
    from: mail.from.map(presentAddress),
    replyTo: mail.replyTo.map(presentAddress),
    to: mail.to.map(presentAddress),
    cc: mail.cc.map(presentAddress),
    subject: mail.subject ?? null,
    messageId: mail.messageId ?? null,
    sentAt: mail.sentAt ?? null,
    received: mail.received ?? null,
    signature: signature === undefined ? null : { kind: signature, validation: 'not-checked' },
    encryption: encryption ?? null,
    isAutomatic,
    parts: parts.map(({ documentId, reason, ...part }) => ({
      ...part,
      documentId: documentId ?? null,
      reason: reason ?? null,
    })),
    unlistedParts,
    failure: mail.failure ?? null,
  }
}

function presentAddress({ name, address }: MailAddress): Presented<MailFactsView>['from'][number] {
  return { name: name ?? null, address: address ?? null }
}
