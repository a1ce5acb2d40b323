import { MailroomError } from '../../domain/errors.ts'
import type { AcceptedMediaType } from '../../ports/media-type-detector.ts'

const OOXML = 'application/vnd.openxmlformats-officedocument.'
const MARKER = '[Content_Types].xml'

/** Where programs of an office file lie: VBA, Basic and scripts of OpenDocument. */
const MACROS = /(?:^|\/)vbaproject\.bin$|^basic\/|^scripts\//i

/** Stored first and unpacked, so that it can be read there (OpenDocument 1.3, part 2, 3.3). */
const ODF_MIMETYPE = /^mimetypeapplication\/vnd\.oasis\.opendocument\.(text|spreadsheet)(?!-)/
/** Bytes of an entry before its name. */
const LOCAL_HEADER_BYTES = 30

/**
 * The kind of office file that a ZIP is, by the names of its entries.
 *
 * @throws {MailroomError} `document-macros`, `document-encrypted`
 */
export function officeKind(head: Uint8Array, names: readonly string[]): AcceptedMediaType | undefined {
  const kind = odfKind(head) ?? ooxmlKind(names)
  if (kind === undefined) return undefined
  if (names.some((name) => MACROS.test(name)))
    throw new MailroomError('document-macros', 'The file contains macros and is not accepted.')
  if (names.includes('encrypted-package')) throw locked()
  return kind
}

function odfKind(head: Uint8Array): AcceptedMediaType | undefined {
  const kind = ODF_MIMETYPE.exec(Buffer.from(head).toString('latin1', LOCAL_HEADER_BYTES, 200))?.[1]
  if (kind === 'text') return 'application/vnd.oasis.opendocument.text'
  return kind === 'spreadsheet' ? 'application/vnd.oasis.opendocument.spreadsheet' : undefined
}

function ooxmlKind(names: readonly string[]): AcceptedMediaType | undefined {
  if (!names.includes(MARKER)) return undefined
  if (names.some((name) => name.startsWith('word/'))) return `${OOXML}wordprocessingml.document`
  return names.some((name) => name.startsWith('xl/')) ? `${OOXML}spreadsheetml.sheet` : undefined
}

/** Of the container in which Office wraps what has a password (MS-OFFCRYPTO, 2.3.4.4), in UTF-16. */
const ENCRYPTED_STREAM = Buffer.from('EncryptedPackage', 'utf16le')

/**
 * The directory of an old office file (MS-CFB) tells of a password.
 *
 * @throws {MailroomError} `document-encrypted`
 */
export function requireUnlocked(directory: Uint8Array): void {
  if (Buffer.from(directory).includes(ENCRYPTED_STREAM)) throw locked()
}

function locked(): MailroomError {
  return new MailroomError('document-encrypted', 'The file is locked with a password and is not accepted.')
}
