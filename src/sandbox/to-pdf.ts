import { MailroomError } from '../domain/errors.ts'
import { isConverted } from '../domain/intake/media-kinds.ts'
import type { SourceFile } from '../ports/document-reader.ts'
import type { OfficeConverter } from '../ports/office-converter.ts'
import type { WrittenPdf } from '../ports/pdf-converter.ts'

export interface ToPdfParts {
  /** Undefined where no office program is installed. */
  readonly office: OfficeConverter | undefined
  readonly texts: (path: string, targetPath: string) => Promise<void>
  /** Lists what an archive holds. */
  readonly archives: (path: string, targetPath: string) => Promise<void>
  /** One entry of an archive. */
  readonly member: (path: string, filename: string) => Promise<Uint8Array | undefined>
  readonly facts: (path: string) => Promise<WrittenPdf>
}

const ODF = 'application/vnd.oasis.opendocument.'

/** Text and lists of archives are laid out by us; everything else needs an office program. */
export function createToPdf({ office, texts, archives, member, facts }: ToPdfParts) {
  return async function toPdf({ path, mediaType }: SourceFile, targetPath: string): Promise<WrittenPdf> {
    if (!isConverted(mediaType)) {
      throw new MailroomError('unsupported-media-type', 'Documents of this type are not converted.', {
        facts: { mediaType },
      })
    }
    if (mediaType === 'text/plain') {
      await texts(path, targetPath)
    } else if (mediaType === 'application/zip') {
      await archives(path, targetPath)
    } else if (office === undefined) {
      throw new MailroomError('conversion-unavailable', 'No office program is installed here.')
    } else {
      if (mediaType.startsWith(ODF)) await requireUnlocked(member, path)
      await office.convert(path, mediaType, targetPath)
    }
    return facts(targetPath)
  }
}

/** The list of its parts says which are encrypted (OpenDocument 1.3, part 2, 4.8). */
async function requireUnlocked(member: ToPdfParts['member'], path: string): Promise<void> {
  const manifest = await member(path, 'META-INF/manifest.xml')
  if (manifest === undefined || !new TextDecoder().decode(manifest).includes(':encryption-data')) return
  throw new MailroomError('document-encrypted', 'The file is locked with a password.')
}
