import type { DocumentView, MailFactsView } from '../../shared/api/types.ts'
import { formatInstant } from '../../shared/format.ts'
import { MailBadges } from '../../shared/mail/mail-badges.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { reasonText } from '../../shared/problems.ts'
import { Alert } from '../../shared/ui/feedback.tsx'
import { PartList } from './part-list.tsx'

/** Head and parts of a mail. */
export function MailPanel({ document: { mail } }: { document: DocumentView }) {
  const words = useTexts().mail
  if (mail === null) return null
  return (
    <section aria-labelledby="dokument-mail">
      <h2 className="section-title" id="dokument-mail">
        {words.title}
      </h2>
      <MailFacts mail={mail} />
    </section>
  )
}

function MailFacts({ mail }: { mail: MailFactsView }) {
  const texts = useTexts()
  const words = texts.mail
  const rows = headRows(mail, words)
  return (
    <>
      <p className="mail-badges">
        <MailBadges mail={mail} />
      </p>
      {mail.failure !== null && (
        <Alert tone="warning" title={reasonText(mail.failure, texts)}>
          <p>{words.failureHint}</p>
        </Alert>
      )}
      <dl className="index-table">
        {rows.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="mail-value">{text}</dd>
          </div>
        ))}
      </dl>
      {rows.length > 0 && <p className="kern-body">{words.unchecked}</p>}
      <MailParts mail={mail} />
    </>
  )
}

type MailTexts = ReturnType<typeof useTexts>['mail']

function headRows(mail: MailFactsView, words: MailTexts): readonly (readonly [name: string, text: string])[] {
  const rows = [
    [words.from, addressList(mail.from)],
    [words.replyTo, addressList(mail.replyTo)],
    [words.to, addressList(mail.to)],
    [words.cc, addressList(mail.cc)],
    [words.sentAt, mail.sentAt === null ? '' : formatInstant(mail.sentAt)],
    [words.received, mail.received ?? ''],
    [words.messageId, mail.messageId ?? ''],
  ] as const
  return rows.filter(([, text]) => text !== '')
}

function addressList(addresses: MailFactsView['from']): string {
  return addresses
    .map(({ name, address }) =>
      name === null || address === null ? (name ?? address) : `${name} <${address}>`,
    )
    .join(', ')
}

function MailParts({ mail: { parts, unlistedParts } }: { mail: MailFactsView }) {
  const words = useTexts().mail
  if (parts.length === 0) return null
  return (
    <>
      <h3 className="section-title">{words.parts}</h3>
      <PartList
        parts={parts.map(({ reason, ...part }) => ({
          ...part,
          note: reason === null ? undefined : `${words.reasons[reason]} (${words.kept})`,
        }))}
      />
      {unlistedParts > 0 && <p className="kern-body">{words.unlisted(unlistedParts)}</p>}
    </>
  )
}
