import type { StoredDocument } from '../../domain/intake/document.ts'
import { cleanFilename } from '../../domain/intake/filename.ts'
import type { MailPart } from '../../domain/mail/mail-facts.ts'
import type { StoredOriginal } from './store-originals.ts'
import type { UnfoldedFile, UnfoldedPart } from './unfold-mails.ts'

/** What the document of a file keeps of a mail: of itself, or of the one it came with. */
export function storedMail(
  file: Pick<UnfoldedFile, 'mail' | 'partOf'> | undefined,
  originals: readonly StoredOriginal[],
): Pick<StoredDocument, 'mail' | 'partOf'> {
  const { mail, partOf } = file ?? {}
  const owner = partOf === undefined ? undefined : originals[partOf]?.documentId
  return {
    ...(mail === undefined
      ? {}
      : { mail: { ...mail, parts: mail.parts.map((part) => partOfMail(part, originals)) } }),
    ...(owner === undefined ? {} : { partOf: owner }),
  }
}

function partOfMail(part: UnfoldedPart, originals: readonly StoredOriginal[]): MailPart {
  const { file, reason, claimedType, sizeBytes } = part
  const documentId = file === undefined ? undefined : originals[file]?.documentId
  return {
    filename: cleanFilename(part.filename),
    claimedType,
    sizeBytes,
    ...(documentId === undefined ? {} : { documentId }),
    ...(reason === undefined ? {} : { reason }),
  }
}
