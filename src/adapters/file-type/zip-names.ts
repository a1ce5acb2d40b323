/** Reads so many bytes of a file from a place on; fewer at its end. */
export type ReadAt = (position: number, length: number) => Promise<Uint8Array>

const END = 0x06054b50
const ENTRY = 0x02014b50
/** The end of the directory, with the longest comment there can be (APPNOTE 4.3.16). */
const MAX_TAIL_BYTES = 22 + 65_535
/** Office files have some hundred entries. */
const MAX_DIRECTORY_BYTES = 2 * 1024 * 1024
const MAX_ENTRIES = 10_000
const ENTRY_BYTES = 46

/**
 * Names of the entries of a ZIP, from its directory alone: nothing is unpacked. Undefined when there is no directory that
 * could be read, or one larger than office files have: a name that is not seen could be that of a macro.
 */
export async function zipNames(sizeBytes: number, readAt: ReadAt): Promise<readonly string[] | undefined> {
  const tailBytes = Math.min(sizeBytes, MAX_TAIL_BYTES)
  const tail = Buffer.from(await readAt(sizeBytes - tailBytes, tailBytes))
  const end = endOf(tail)
  if (end === undefined) return undefined
  const length = tail.readUInt32LE(end + 12)
  const position = tail.readUInt32LE(end + 16)
  if (length > MAX_DIRECTORY_BYTES || position + length > sizeBytes) return undefined
  return namesIn(Buffer.from(await readAt(position, length)))
}

function endOf(tail: Buffer): number | undefined {
  for (let at = tail.length - 22; at >= 0; at -= 1) if (tail.readUInt32LE(at) === END) return at
  return undefined
}

function namesIn(directory: Buffer): string[] | undefined {
  const names: string[] = []
  let at = 0
  while (at + ENTRY_BYTES <= directory.length) {
    if (directory.readUInt32LE(at) !== ENTRY) break
    if (names.length >= MAX_ENTRIES) return undefined
    const nameBytes = directory.readUInt16LE(at + 28)
    const rest = directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
    names.push(directory.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes))
    at += ENTRY_BYTES + nameBytes + rest
  }
  return names
}
