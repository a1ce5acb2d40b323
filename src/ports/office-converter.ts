import type { ConvertedType } from '../domain/intake/media-kinds.ts'

export type OfficeType = Exclude<ConvertedType, 'text/plain' | 'application/zip'>

/** Makes PDF with an office program; the process that does it must live behind the wall itself. */
export interface OfficeConverter {
  /** @throws {MailroomError} `document-damaged` when the program refuses the file */
  convert(path: string, mediaType: OfficeType, targetPath: string): Promise<void>
}
