import { isMailroomError } from '../domain/errors.ts'
import { MAX_FILES_PER_ITEM } from '../domain/intake/limits.ts'
import { UNREAD_HEAD } from '../domain/mail/mail-facts.ts'
import { isOutlookFile } from '../domain/mail/outlook-file.ts'
import { MAIL_TYPE, MAX_LISTED_PARTS, MAX_MAIL_DEPTH, partReason } from '../domain/mail/part-reason.ts'
import type { OpenedMail, OpenedPart } from '../ports/mail-opener.ts'
import type { MailParser, ParsedMail, ParsedPart } from '../ports/mail-parser.ts'

/** What one call has found until now. */
interface Opening {
  readonly parser: MailParser
  readonly mails: OpenedMail[]
  readonly written: Uint8Array[]
  writtenBytes: number
}

export interface OpenedBytes {
  readonly mails: readonly OpenedMail[]
  /** What the offsets of the parts count from the beginning of. */
  readonly content: readonly Uint8Array[]
}

/** Takes a mail apart and, down to a depth, the mails inside of it. */
export async function openMail(parser: MailParser, bytes: Uint8Array): Promise<OpenedBytes> {
  const opening: Opening = { parser, mails: [], written: [], writtenBytes: 0 }
  await addMail(opening, await parser.parse(bytes), 0)
  return { mails: opening.mails, content: opening.written }
}

/** @returns its index */
async function addMail(opening: Opening, mail: ParsedMail, depth: number): Promise<number> {
  const { head, parts } = mail
  const index = opening.mails.length
  const unlistedParts = Math.max(0, parts.length - MAX_LISTED_PARTS)
  opening.mails.push({ head, parts: [], unlistedParts })
  const opened: OpenedPart[] = []
  for (const part of parts.slice(0, MAX_LISTED_PARTS)) opened.push(await openPart(opening, mail, part, depth))
  opening.mails[index] = { head, parts: opened, unlistedParts }
  return index
}

async function openPart(
  opening: Opening,
  { head }: ParsedMail,
  part: ParsedPart,
  depth: number,
): Promise<OpenedPart> {
  const { filename, claimedType, bytes } = part
  const sizeBytes = bytes.byteLength
  const told = { ...(filename === undefined ? {} : { filename }), claimedType, sizeBytes }
  // Senders claim any type for a message of Outlook.
  const isMail = claimedType === MAIL_TYPE || isOutlookFile(bytes)
  const reason = partReason({ ...part, sizeBytes }, head)
  if (reason !== undefined) return { ...told, reason }
  const isBeyond = opening.written.length >= MAX_FILES_PER_ITEM || (isMail && depth >= MAX_MAIL_DEPTH)
  if (isBeyond) return { ...told, reason: 'limits' }
  const offset = opening.writtenBytes
  opening.written.push(bytes)
  opening.writtenBytes += sizeBytes
  return { ...told, offset, ...(isMail ? { mail: await openInner(opening, bytes, depth + 1) } : {}) }
}

/** One that cannot be opened is a document all the same. */
async function openInner(opening: Opening, bytes: Uint8Array, depth: number): Promise<number> {
  try {
    return await addMail(opening, await opening.parser.parse(bytes), depth)
  } catch (error) {
    if (!isMailroomError(error)) throw error
    return opening.mails.push({ head: UNREAD_HEAD, parts: [], unlistedParts: 0, failure: error.code }) - 1
  }
}
