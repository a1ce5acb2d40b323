import { isMailroomError } from '../../domain/errors.ts'
import { isOutage } from '../../domain/intake/job-failure.ts'
import { MAX_FILES_PER_ITEM } from '../../domain/intake/limits.ts'
import { UNREAD_HEAD, type MailHead, type PartReason } from '../../domain/mail/mail-facts.ts'
import { isMailType, MAIL_TYPE, MAX_OPENED_MAIL_BYTES } from '../../domain/mail/part-reason.ts'
import type { Log } from '../../ports/log.ts'
import type { MailOpener, OpenedMail, OpenedPart } from '../../ports/mail-opener.ts'
import type { ScratchFile, ScratchSpace } from '../../ports/scratch.ts'
import type { StagedFile } from '../../ports/staging.ts'
import { innerFile, type InnerFilePorts } from './inner-file.ts'
import type { ReceivedUpload } from './received-upload.ts'

export interface UnfoldMailsPorts extends InnerFilePorts {
  readonly mailOpener: MailOpener
  readonly scratch: ScratchSpace
  readonly log: Log
}

/** What a mail among the files says and brings along. */
export interface UnfoldedMail extends MailHead {
  readonly parts: readonly UnfoldedPart[]
  readonly unlistedParts: number
  readonly failure?: string
}

export interface UnfoldedPart {
  readonly filename: string
  readonly claimedType: string
  readonly sizeBytes: number
  /** Place among the files, when it became one. */
  readonly file?: number
  readonly reason?: PartReason
}

export interface UnfoldedFile extends ReceivedUpload {
  readonly mail?: UnfoldedMail
  /** Place of the mail that it came with. */
  readonly partOf?: number
}

/** The given files, each mail followed by what it brought along; disposing of it discards what was unfolded. */
export interface UnfoldedFiles extends AsyncDisposable {
  readonly files: readonly UnfoldedFile[]
}

/**
 * Takes the mails among the files apart. A mail that cannot be taken apart stays one file, with the reason.
 *
 * @throws {MailroomError} `insufficient-storage`, `dependency-unavailable`; nothing is left behind then
 */
export type UnfoldMails = (files: readonly ReceivedUpload[], signal: AbortSignal) => Promise<UnfoldedFiles>

const NAMELESS_MAIL = 'Nachricht.eml'
const NAMELESS_PART = 'Anlage'

export function createUnfoldMails(ports: UnfoldMailsPorts): UnfoldMails {
  return async function unfoldMails(given, signal) {
    const files: UnfoldedFile[] = []
    const staged: StagedFile[] = []
    const discard = async (): Promise<void> => {
      for (const file of staged) await file.discard()
    }
    try {
      for (const [index, file] of given.entries()) {
        const room = MAX_FILES_PER_ITEM - files.length - (given.length - index)
        files.push(file)
        if (isMailType(file.mediaType ?? ''))
          await unfold({ ports, files, staged, room, signal }, files.length - 1)
      }
    } catch (error) {
      await discard()
      throw error
    }
    return { files, [Symbol.asyncDispose]: discard }
  }
}

interface Unfolding {
  readonly ports: UnfoldMailsPorts
  readonly files: UnfoldedFile[]
  readonly staged: StagedFile[]
  /** So many more files fit into the item. */
  readonly room: number
  readonly signal: AbortSignal
}

async function unfold(unfolding: Unfolding, index: number): Promise<void> {
  const { ports, files, signal } = unfolding
  const mailFile = files[index]
  if (mailFile === undefined) return
  await using target = await ports.scratch.reserve(signal)
  const mails = await openedMails(unfolding, mailFile, target)
  if (typeof mails === 'string') {
    files[index] = { ...mailFile, mail: unopened(mails) }
    return
  }
  await addParts(unfolding, { mails, target, end: files.length + unfolding.room }, 0, index)
}

/** Code of the reason when the mail could not be opened. */
async function openedMails(
  { ports, signal }: Unfolding,
  { staged, mediaType = MAIL_TYPE }: UnfoldedFile,
  target: ScratchFile,
): Promise<readonly OpenedMail[] | string> {
  if (staged.sizeBytes > MAX_OPENED_MAIL_BYTES) return 'document-limits'
  try {
    return await ports.mailOpener.openMail({ path: staged.path, mediaType }, target.path, signal)
  } catch (error) {
    if (!isMailroomError(error) || isOutage(error.code)) throw error
    ports.log.warn('mail-not-opened', { code: error.code, sha256: staged.sha256 })
    return error.code
  }
}

function unopened(failure: string): UnfoldedMail {
  return { ...UNREAD_HEAD, parts: [], unlistedParts: 0, failure }
}

interface OpenedFile {
  readonly mails: readonly OpenedMail[]
  readonly target: ScratchFile
  /** Number of files at which the item is full. */
  readonly end: number
}

/** Adds the parts of one of the mails, and those of the mails among them. */
async function addParts(
  unfolding: Unfolding,
  opened: OpenedFile,
  mailIndex: number,
  fileIndex: number,
): Promise<void> {
  const { files } = unfolding
  const mail = opened.mails[mailIndex]
  const mailFile = files[fileIndex]
  if (mail === undefined || mailFile === undefined) return
  const { head, unlistedParts, failure } = mail
  const parts: UnfoldedPart[] = []
  const inner: (readonly [mail: number, file: number])[] = []
  for (const part of mail.parts) {
    const added = await addPart(unfolding, opened, part, fileIndex)
    parts.push(added)
    if (added.file !== undefined && part.mail !== undefined) inner.push([part.mail, added.file])
  }
  const told = { ...head, parts, unlistedParts, ...(failure === undefined ? {} : { failure }) }
  files[fileIndex] = { ...mailFile, mail: told }
  for (const [innerMail, innerFile] of inner) await addParts(unfolding, opened, innerMail, innerFile)
}

async function addPart(
  { ports, files, staged, signal }: Unfolding,
  { target, end }: OpenedFile,
  part: OpenedPart,
  partOf: number,
): Promise<UnfoldedPart> {
  const { claimedType, sizeBytes, offset } = part
  const isMail = part.mail !== undefined
  const filename = part.filename ?? (isMail ? NAMELESS_MAIL : NAMELESS_PART)
  const told = { filename, claimedType, sizeBytes }
  if (offset === undefined) return { ...told, reason: part.reason ?? 'limits' }
  if (files.length >= end) return { ...told, reason: 'limits' }
  // What a mail claims to be a mail is one; a message of Outlook is told by its bytes.
  const known = isMail && claimedType === MAIL_TYPE ? { mediaType: MAIL_TYPE } : {}
  const place = { target, filename, offset, sizeBytes, ...known }
  const inner = await innerFile(ports, place, signal)
  if (inner.reason !== undefined) return { ...told, reason: inner.reason }
  staged.push(inner.staged)
  files.push({ staged: inner.staged, filename, mediaType: inner.mediaType, partOf })
  return { ...told, file: files.length - 1 }
}
