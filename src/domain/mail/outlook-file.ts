/** Of a compound file (MS-CFB, 2.2). */
const SIGNATURE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const HEADER_BYTES = 512
const SECTOR_SHIFT_PLACE = 30
const DIRECTORY_PLACE = 48
const LARGE_SECTORS = 12
/** Of the directory as much as one large sector. */
const DIRECTORY_BYTES = 4_096
const ENTRY_BYTES = 128

/** Names that only messages of Outlook have in it (MS-OXMSG, 2.2), one of them among the first entries. */
const NAMES =
  /^__(?:nameid_version1\.0|properties_version1\.0|substg1\.0_|recip_version1\.0_|attach_version1\.0_)/

/** Where the directory of a compound file lies; undefined for any other file. */
export function compoundDirectory(
  head: Uint8Array,
): { readonly position: number; readonly length: number } | undefined {
  if (head.length < HEADER_BYTES || SIGNATURE.some((byte, at) => head[at] !== byte)) return undefined
  const header = new DataView(head.buffer, head.byteOffset, head.byteLength)
  const sectorBytes = header.getUint16(SECTOR_SHIFT_PLACE, true) === LARGE_SECTORS ? 4_096 : 512
  const position = (header.getUint32(DIRECTORY_PLACE, true) + 1) * sectorBytes
  return { position, length: DIRECTORY_BYTES }
}

/** Whether the directory of a compound file is that of a message of Outlook (.msg). */
export function isOutlookDirectory(directory: Uint8Array): boolean {
  const decoder = new TextDecoder('utf-16le')
  for (let at = 0; at + ENTRY_BYTES <= directory.length; at += ENTRY_BYTES) {
    if (NAMES.test(decoder.decode(directory.subarray(at, at + ENTRY_BYTES / 2)))) return true
  }
  return false
}

/** The same of a whole file. */
export function isOutlookFile(bytes: Uint8Array): boolean {
  const place = compoundDirectory(bytes)
  if (place === undefined) return false
  return isOutlookDirectory(bytes.subarray(place.position, place.position + place.length))
}
