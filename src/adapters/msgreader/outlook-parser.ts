import { createRequire } from 'node:module'
import type * as Outlook from '@kenjiuno/msgreader'
import { MailroomError } from '../../domain/errors.ts'
import { runsInCircles } from '../../domain/mail/compound-circles.ts'
import type { MailAddress, MailHead } from '../../domain/mail/mail-facts.ts'
import { boundedText, mailLine, MAX_TEXT_LENGTH } from '../../domain/mail/mail-text.ts'
import { MAX_LISTED_PARTS, OUTLOOK_TYPE } from '../../domain/mail/part-reason.ts'
import { mailInstant } from '../../domain/mail/received-line.ts'
import type { MailParser, ParsedPart } from '../../ports/mail-parser.ts'

/** The package is CommonJS with a default of its own, which loaders import in different ways. */
const { default: MsgReader } = createRequire(import.meta.url)('@kenjiuno/msgreader') as typeof Outlook.default
type FieldsData = Outlook.FieldsData
type Reader = InstanceType<typeof MsgReader>

const MAX_ADDRESSES = 100
const UNTYPED = 'application/octet-stream'
/** Of text that is in no Unicode: what German programs write. */
const ANSI = 'windows1252'
const PICTURE = /\.(png|jpe?g|gif|bmp)$/i
const SMIME_CLASS = /^IPM\.Note\.SMIME(\.MultipartSigned)?$/i

/** What a reader sees of a page, as plain text of so many characters at most. */
type HtmlText = (html: string, maxLength: number) => string

/**
 * Takes messages apart that Outlook has saved (.msg). Text that is kept as RTF only is not read.
 *
 * @param mails reads the head of the transport, where the message has kept it
 */
export function createOutlookParser(mails: MailParser, htmlText: HtmlText): MailParser {
  return {
    async parse(bytes) {
      const { reader, fields } = opened(bytes)
      const transported = await transportHead(mails, fields)
      const html = htmlOf(fields)
      const own = fields.body ?? ''
      const text = own.trim() === '' && html !== '' ? htmlText(html, MAX_TEXT_LENGTH + 1) : own
      return {
        head: headOf(fields, transported),
        ...boundedText(text.trim()),
        parts: (fields.attachments ?? []).map((attachment, index) =>
          partOf(attachment, {
            html,
            bytes: index < MAX_LISTED_PARTS ? contentOf(reader, index) : undefined,
          }),
        ),
      }
    },
  }
}

/** @throws {MailroomError} `document-damaged` */
function opened(bytes: Uint8Array): { readonly reader: Reader; readonly fields: FieldsData } {
  if (runsInCircles(bytes)) throw damaged(undefined)
  const reader = new MsgReader(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  reader.parserConfig = { ansiEncoding: ANSI }
  const fields = whole(() => reader.getFileData())
  if (fields.error !== undefined) throw damaged(fields.error)
  return { reader, fields }
}

function contentOf(reader: Reader, index: number): Uint8Array {
  return whole(() => reader.getAttachment(index)).content
}

/** The package reads where a broken file sends it, and trips. */
function whole<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw damaged(error)
  }
}

function damaged(cause: unknown): MailroomError {
  return new MailroomError('document-damaged', 'The message of Outlook cannot be read.', { cause })
}

/** Of a message that was never sent there is none. */
async function transportHead(mails: MailParser, { headers = '' }: FieldsData): Promise<MailHead | undefined> {
  if (headers.trim() === '') return undefined
  // Without the types of a body that is not there.
  const kept = headers
    .replace(/^(?:content-[^\n]*|mime-version[^\n]*)\r?\n(?:[ \t][^\n]*\r?\n)*/gim, '')
    .trim()
  return (await mails.parse(new TextEncoder().encode(`${kept}\r\n\r\n`))).head
}

const UNSENT: MailHead = { from: [], replyTo: [], to: [], cc: [], isAutomatic: false }

function headOf(fields: FieldsData, transported = UNSENT): MailHead {
  const { clientSubmitTime, messageDeliveryTime = '' } = fields
  const told = {
    subject: mailLine(fields.subject) ?? transported.subject,
    messageId: mailLine(fields.messageId) ?? transported.messageId,
    sentAt: transported.sentAt ?? mailInstant(clientSubmitTime ?? messageDeliveryTime),
  }
  return {
    ...transported,
    from: transported.from.length > 0 ? transported.from : sender(fields),
    to: recipients(fields, 'to'),
    cc: recipients(fields, 'cc'),
    ...present(told),
    ...protectionOf(fields),
  }
}

type Told = Pick<MailHead, 'subject' | 'messageId' | 'sentAt'>

function present(told: { readonly [Name in keyof Told]: string | undefined }): Told {
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined))
}

function sender(fields: FieldsData): readonly MailAddress[] {
  return address(fields.senderName, [fields.senderSmtpAddress, fields.senderEmail, fields.creatorSMTPAddress])
}

function recipients({ recipients: all = [] }: FieldsData, kind: 'to' | 'cc'): MailAddress[] {
  return all
    .filter(({ recipType }) => recipType === kind)
    .slice(0, MAX_ADDRESSES)
    .flatMap(({ name, smtpAddress, email }) => address(name, [smtpAddress, email]))
}

/** Of people in the same house Exchange keeps a path of its own, which is no address. */
function address(name: string | undefined, candidates: readonly (string | undefined)[]): MailAddress[] {
  const told = mailLine(candidates.find((candidate) => candidate?.includes('@') === true))
  const shown = mailLine(name)
  if (told === undefined && shown === undefined) return []
  return [
    { ...(shown === undefined ? {} : { name: shown }), ...(told === undefined ? {} : { address: told }) },
  ]
}

function protectionOf({ messageClass = '' }: FieldsData): Pick<MailHead, 'signature' | 'encryption'> {
  const found = SMIME_CLASS.exec(messageClass)
  if (found === null) return {}
  return found[1] === undefined ? { encryption: 'smime' } : { signature: 'smime' }
}

function htmlOf({ bodyHtml, html }: FieldsData): string {
  if (bodyHtml !== undefined && bodyHtml !== '') return bodyHtml
  if (html === undefined) return ''
  const text = new TextDecoder().decode(html)
  return text.includes('\ufffd') ? new TextDecoder('windows-1252').decode(html) : text
}

function partOf(
  attachment: FieldsData,
  { html, bytes = new Uint8Array() }: { readonly html: string; readonly bytes: Uint8Array | undefined },
): ParsedPart {
  const { fileName, name, innerMsgContent, attachMimeTag } = attachment
  if (innerMsgContent === true) {
    return {
      filename: mailLine(`${name ?? 'Nachricht'}.msg`),
      claimedType: OUTLOOK_TYPE,
      isInline: false,
      bytes,
    }
  }
  const filename = mailLine(fileName ?? name)
  const claimedType = mailLine(attachMimeTag)?.toLowerCase() ?? typeByName(filename)
  const isInline = claimedType.startsWith('image/') && isInText(attachment, html)
  return { filename, claimedType, isInline, bytes }
}

function isInText({ pidContentId = '', attachmentHidden = false }: FieldsData, html: string): boolean {
  return attachmentHidden || (pidContentId !== '' && html.includes(`cid:${pidContentId}`))
}

/** Outlook names no type where it takes the name for enough. */
function typeByName(filename = ''): string {
  const ending = PICTURE.exec(filename)?.[1]?.toLowerCase()
  return ending === undefined ? UNTYPED : `image/${ending}`
}
