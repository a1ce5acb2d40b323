import { CONVERTED_TYPES } from '../domain/intake/media-kinds.ts'

/** Media types that are taken in. */
export const ACCEPTED_MEDIA_TYPES = [
  'application/pdf',
  'image/tiff',
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/heic',
  'image/heif',
  'image/gif',
  'application/xml',
  'message/rfc822',
  'application/vnd.ms-outlook',
  ...CONVERTED_TYPES,
] as const
export type AcceptedMediaType = (typeof ACCEPTED_MEDIA_TYPES)[number]

/** More of a file than its first bytes, for kinds that have no signature of their own. */
export interface WholeFile {
  readonly filename: string
  readonly sizeBytes: number
  read(position: number, length: number): Promise<Uint8Array>
}

/** Tells what a file is from its bytes; names and claims of the sender count for nothing, except that text must also be named so. */
export interface MediaTypeDetector {
  /**
   * @param head first bytes of the file, see `StagedFile.head`
   * @param file without it office files and text are told from nothing else
   * @returns `undefined` for everything that is not taken in: programs, archives, scripts
   * @throws {MailroomError} `document-macros`, `document-encrypted` for office files that are refused by rule
   */
  detect(head: Uint8Array, file?: WholeFile): Promise<AcceptedMediaType | undefined>
}
