import { MAX_FILENAME_BYTES } from './limits.ts'

/** Long extensions are none; they would only push the name out of sight. */
const EXTENSION = /\.[\p{L}\p{N}]{1,10}$/u
const NAMELESS = 'Dokument'

/** Names that Windows takes for devices, with or without an extension (Microsoft, "Naming Files, Paths, and Namespaces"). */
const DEVICE_NAME = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i

/**
 * A file name that is safe to show, to log and to offer for a download on any system: no folders, no control, format or
 * bidi characters, no characters that shells and file systems know, one line, in NFC, of bounded length. The extension is
 * kept. The name as sent stands in the audit event only.
 */
export function cleanFilename(sent: string): string {
  const printable = sent
    .normalize('NFC')
    .replace(/^.*[/\\]/su, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/[\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  const named = printable === '' ? NAMELESS : printable
  return shortened(named.replace(DEVICE_NAME, '_$&'))
}

/** Name under which the searchable copy of a document is offered. */
export function viewCopyName(filename: string): string {
  return `${filename.replace(EXTENSION, '')}.pdf`
}

function shortened(name: string): string {
  if (utf8Length(name) <= MAX_FILENAME_BYTES) return name
  const extension = EXTENSION.exec(name)?.[0] ?? ''
  const stem = Array.from(name.slice(0, name.length - extension.length))
  let budget = MAX_FILENAME_BYTES - utf8Length(extension)
  const kept = stem.findIndex((character) => {
    budget -= utf8Length(character)
    return budget < 0
  })
  return `${stem.slice(0, kept).join('').trimEnd()}${extension}`
}

function utf8Length(text: string): number {
  let length = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (code < 0x80) length += 1
    else if (code < 0x800) length += 2
    else length += code < 0x10000 ? 3 : 4
  }
  return length
}
