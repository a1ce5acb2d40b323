import { mailView } from '../domain/mail/mail-view.ts'
import { isMailType } from '../domain/mail/part-reason.ts'
import type { SourceFile } from '../ports/document-reader.ts'
import type { InvoicePageWriter } from '../ports/invoice-page-writer.ts'
import type { MailParser } from '../ports/mail-parser.ts'
import { keepingLast } from './last-layout.ts'

const PDF = 'application/pdf'
const NAMELESS = 'ohne Namen'

export interface MailDocumentParts {
  readonly parser: MailParser
  readonly pages: InvoicePageWriter
  /** The bytes of a file in the hands of this process. */
  readonly readFile: (path: string) => Promise<Uint8Array>
  /** A path in the child's own folder that nothing has used yet. */
  readonly newPath: () => string
}

/** Mails become PDF once, and are read like every other PDF from then on. */
export interface MailDocuments {
  /** @throws {MailroomError} `document-limits` */
  layOut(file: SourceFile): Promise<SourceFile>
}

export function isMail({ mediaType }: SourceFile): boolean {
  return isMailType(mediaType)
}

export function createMailDocuments(parts: MailDocumentParts): MailDocuments {
  const laidOut = keepingLast((path) => layOut(parts, path))
  return { layOut: ({ path }) => laidOut(path) }
}

async function layOut(
  { parser, pages, readFile, newPath }: MailDocumentParts,
  path: string,
): Promise<SourceFile> {
  const { head, text, isShortened, parts } = await parser.parse(await readFile(path))
  const attachments = parts
    .filter(({ isInline, isUnwrapped = false }) => !isInline && !isUnwrapped)
    .map(({ filename = NAMELESS, bytes }) => ({ filename, sizeBytes: bytes.byteLength }))
  const targetPath = newPath()
  await pages.write(mailView({ head, text, isShortened, attachments }), targetPath)
  return { path: targetPath, mediaType: PDF }
}
