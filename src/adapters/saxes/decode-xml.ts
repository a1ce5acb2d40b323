import { MailroomError } from '../../domain/errors.ts'

/** What invoices are written in; encodings that hide markup (UTF-7, EBCDIC) are not among them. */
const ENCODINGS: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  'utf-16': 'utf-16le',
  'iso-8859-1': 'windows-1252',
  'iso-8859-15': 'iso-8859-15',
  'windows-1252': 'windows-1252',
}
/** The declaration stands in the first line (XML 1.0, 2.8). */
const DECLARATION_BYTES = 200

/** Text of an XML file by byte order mark, else by its declaration, else UTF-8 (XML 1.0, appendix F). */
export function decodeXml(bytes: Uint8Array): string {
  const encoding = markedEncoding(bytes) ?? declaredEncoding(bytes)
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new MailroomError('document-damaged', 'The XML is not in the encoding it names.', { cause })
  }
}

function markedEncoding([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return undefined
}

function declaredEncoding(bytes: Uint8Array): string {
  const head = String.fromCharCode(...bytes.subarray(0, DECLARATION_BYTES))
  const name = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.-]{1,40})["']/iu.exec(head)?.[1]
  if (name === undefined) return 'utf-8'
  const encoding = ENCODINGS[name.toLowerCase()]
  if (encoding !== undefined) return encoding
  throw new MailroomError('document-damaged', 'The XML is in an encoding that is not read.', {
    facts: { name },
  })
}
