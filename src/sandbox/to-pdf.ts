import { MailroomError } from '../domain/errors.ts'
import { isConverted } from '../domain/intake/media-kinds.ts'
import type { SourceFile } from '../ports/document-reader.ts'
import type { OfficeConverter } from '../ports/office-converter.ts'
import type { WrittenPdf } from '../ports/pdf-converter.ts'

export interface ToPdfParts {
  /** Undefined where no office program is installed. */
  readonly office: OfficeConverter | undefined
  readonly texts: (path: string, targetPath: string) => Promise<void>
  readonly facts: (path: string) => Promise<WrittenPdf>
}

/** Text is laid out by us; everything else needs an office program. */
export function createToPdf({ office, texts, facts }: ToPdfParts) {
  return async function toPdf({ path, mediaType }: SourceFile, targetPath: string): Promise<WrittenPdf> {
    if (!isConverted(mediaType)) {
      throw new MailroomError('unsupported-media-type', 'Documents of this type are not converted.', {
        facts: { mediaType },
      })
    }
    if (mediaType === 'text/plain') {
      await texts(path, targetPath)
    } else if (office === undefined) {
      throw new MailroomError('conversion-unavailable', 'No office program is installed here.')
    } else {
      await office.convert(path, mediaType, targetPath)
    }
    return facts(targetPath)
  }
}
