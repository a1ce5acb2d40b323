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
] as const
export type AcceptedMediaType = (typeof ACCEPTED_MEDIA_TYPES)[number]

/** Tells what a file is from its bytes; names and claims of the sender count for nothing. */
export interface MediaTypeDetector {
  /**
   * @param head first bytes of the file, see `StagedFile.head`
   * @returns `undefined` for everything that is not taken in: programs, archives, web pages, plain text
   */
  detect(head: Uint8Array): Promise<AcceptedMediaType | undefined>
}
