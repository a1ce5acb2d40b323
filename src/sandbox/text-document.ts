import { MailroomError } from '../domain/errors.ts'

/** A book has a megabyte. */
export const MAX_TEXT_BYTES = 5 * 1024 * 1024

/**
 * Plain text of unknown writing: UTF-16 by its mark, UTF-8 where it is sound, else the letters of Windows.
 *
 * @throws {MailroomError} `document-limits`
 */
export function decodedText(bytes: Uint8Array): string {
  if (bytes.byteLength > MAX_TEXT_BYTES) {
    const facts = { limit: 'MAX_TEXT_BYTES', allowed: MAX_TEXT_BYTES, found: bytes.byteLength }
    throw new MailroomError('document-limits', 'The text is longer than this system shows.', { facts })
  }
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
