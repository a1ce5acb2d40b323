import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime'
import { MailroomError } from '../../domain/errors.ts'
import type { MailAddress, MailHead } from '../../domain/mail/mail-facts.ts'
import { mailInstant } from '../../domain/mail/received-line.ts'
import { boundedText, mailLine, MAX_TEXT_LENGTH } from '../../domain/mail/mail-text.ts'
import type { TnefContent } from '../../domain/mail/tnef.ts'
import type { MailParser, ParsedMail, ParsedPart } from '../../ports/mail-parser.ts'
import { headEnd, inUtf8 } from './head-letters.ts'
import { isAutomatic, protectionOf } from './mail-kind.ts'
import { unwrapped } from './outlook-parts.ts'
import { keepRawContent } from './raw-content.ts'

/** Parts inside of parts; programs make five at most. */
const MAX_DEPTH = 50
/** Of all parts together. */
const MAX_HEAD_BYTES = 1024 * 1024
const MAX_RECEIVED_LENGTH = 2_000
const MAX_ADDRESSES = 100
/** Its own words for what is beyond the limits above. */
const BEYOND_LIMITS = /^Maximum .* exceeded$/
const STATUS_REPORT = 'message/delivery-status'

keepRawContent()

/** What a reader sees of a page, as plain text of so many characters at most. */
export type HtmlText = (html: string, maxLength: number) => string

/** Mails inside of a mail are parts of it and are not looked into. */
export function createMailParser(htmlText: HtmlText): MailParser {
  return {
    async parse(bytes) {
      try {
        const options = {
          forceRfc822Attachments: true,
          maxNestingDepth: MAX_DEPTH,
          maxHeadersSize: MAX_HEAD_BYTES,
        }
        const file = inUtf8(bytes)
        return parsedMail(await PostalMime.parse(file, options), htmlText, file)
      } catch (error) {
        if (!(error instanceof Error) || !BEYOND_LIMITS.test(error.message)) throw error
        throw new MailroomError(
          'document-limits',
          'The mail is deeper or its head longer than is read here.',
          {
            facts: { limit: error.message },
          },
        )
      }
    },
  }
}

function parsedMail(mail: Email, htmlText: HtmlText, file: Uint8Array): ParsedMail {
  const isReport = ({ mimeType }: Attachment): boolean => mimeType === STATUS_REPORT
  const reports = mail.attachments.filter(isReport)
  const own = mail.attachments.filter((part) => !isReport(part)).map(partOf)
  const { parts, contents } = unwrapped(own)
  const whole = [
    bodyText(mail, contents, htmlText),
    ...reports.map((report) => new TextDecoder().decode(bytesOf(report))),
  ]
    .join('\n\n')
    .trim()
  const text = whole === '' && mail.attachments.length === 0 ? bareBody(file) : whole
  return { head: headOf(mail), ...boundedText(text), parts }
}

/** Where the mail itself says nothing, the wrapping of Outlook may. */
function bodyText(mail: Email, wrapped: readonly TnefContent[], htmlText: HtmlText): string {
  for (const { text = '', html } of [mail, ...wrapped]) {
    const told = text.trim() === '' && html !== undefined ? htmlText(html, MAX_TEXT_LENGTH + 1) : text
    if (told.trim() !== '') return told
  }
  return ''
}

/** Of a mail whose parts cannot be told from each other: all that stands behind its head, as it is. */
function bareBody(file: Uint8Array): string {
  const body = file.subarray(headEnd(file), headEnd(file) + MAX_TEXT_LENGTH * 2)
  return new TextDecoder().decode(body).trim()
}

function headOf(mail: Email): MailHead {
  const field = (name: string): string | undefined =>
    mail.headers.find(({ key }) => key === name)?.value.trim()
  const subject = mailLine(mail.subject)
  const messageId = mailLine(mail.messageId)
  const received = mailLine(field('received'), MAX_RECEIVED_LENGTH)
  const sentAt = mailInstant(field('date') ?? '')
  return {
    from: addresses(mail.from === undefined ? [] : [mail.from]),
    replyTo: addresses(mail.replyTo),
    to: addresses(mail.to),
    cc: addresses(mail.cc),
    ...(subject === undefined ? {} : { subject }),
    ...(messageId === undefined ? {} : { messageId }),
    ...(sentAt === undefined ? {} : { sentAt }),
    ...(received === undefined ? {} : { received }),
    ...protectionOf(field('content-type') ?? '', mail),
    isAutomatic: isAutomatic(field),
  }
}

function addresses(list: readonly Address[] = []): MailAddress[] {
  const mailboxes = list.flatMap((entry) => entry.group ?? [entry])
  return mailboxes.slice(0, MAX_ADDRESSES).flatMap(({ name, address }) => {
    const shownName = mailLine(name)
    const shownAddress = mailLine(address)
    if (shownName === undefined && shownAddress === undefined) return []
    return [
      {
        ...(shownName === undefined ? {} : { name: shownName }),
        ...(shownAddress === undefined ? {} : { address: shownAddress }),
      },
    ]
  })
}

function partOf(attachment: Attachment): ParsedPart {
  const { filename, mimeType, disposition, related = false } = attachment
  const isInline = related || (disposition === 'inline' && mimeType.startsWith('image/'))
  return {
    filename: mailLine(filename ?? undefined),
    claimedType: mailLine(mimeType) ?? 'application/octet-stream',
    isInline,
    bytes: bytesOf(attachment),
  }
}

function bytesOf({ content }: Attachment): Uint8Array {
  if (typeof content === 'string') return new TextEncoder().encode(content)
  return content instanceof Uint8Array ? content : new Uint8Array(content)
}
