import { open, type FileHandle } from 'node:fs/promises'

/** Tags of TIFF 6.0, section 8. */
const X_RESOLUTION = 282
const Y_RESOLUTION = 283
const RESOLUTION_UNIT = 296
const UNIT_CENTIMETRE = 3
const CM_PER_INCH = 2.54
/** Types of values: one byte, two bytes, four bytes, a fraction, any bytes. */
const TYPE_SHORT = 3
const TYPE_LONG = 4
const TYPE_RATIONAL = 5
const TYPE_UNDEFINED = 7
/** Entries of a sane directory; more is an attack on the reader. */
const MAX_ENTRIES = 512
const MAX_TABLE_BYTES = 65_536

/** The directory of one page of a classic TIFF. */
export interface TiffDirectory {
  has(tag: number): boolean
  /** The value of a tag with exactly one number. */
  single(tag: number): number | undefined
  /** Undefined when they are not there, too many, of another type, or cut off. */
  bytes(tag: number): Promise<Buffer | undefined>
  fraction(tag: number): Promise<number | undefined>
}

/**
 * Resolution along both axes of a page of a classic TIFF. libvips tells one axis only, but faxes have two (204 × 98).
 * Undefined when the file does not say, is BigTIFF or is not understood: the picture itself may still be fine.
 */
export async function readTiffResolution(
  path: string,
  page: number,
): Promise<{ xPpi: number; yPpi: number } | undefined> {
  const file = await open(path)
  try {
    const directory = await readTiffDirectory(file, page)
    const x = await directory?.fraction(X_RESOLUTION)
    const y = await directory?.fraction(Y_RESOLUTION)
    if (x === undefined || y === undefined) return undefined
    const perInch = directory?.single(RESOLUTION_UNIT) === UNIT_CENTIMETRE ? CM_PER_INCH : 1
    return { xPpi: x * perInch, yPpi: y * perInch }
  } finally {
    await file.close()
  }
}

type ReadNumber = (bytes: Buffer, at: number, size: 2 | 4) => number

/** Undefined for BigTIFF and for what ends before its directory does. */
export function readTiffDirectory(file: FileHandle, page: number): Promise<TiffDirectory | undefined> {
  return unlessCut(async () => {
    const head = await readAt(file, 0, 8)
    const littleEndian = head.toString('latin1', 0, 2) === 'II'
    const number: ReadNumber = (bytes, at, size) =>
      littleEndian ? bytes.readUIntLE(at, size) : bytes.readUIntBE(at, size)
    if (number(head, 2, 2) !== 42) return undefined
    let directory = number(head, 4, 4)
    for (let skipped = 0; skipped < page && directory !== 0; skipped++) {
      const entries = number(await readAt(file, directory, 2), 0, 2)
      directory = number(await readAt(file, directory + 2 + entries * 12, 4), 0, 4)
    }
    return directory === 0 ? undefined : await entriesAt(file, directory, number)
  })
}

interface Entry {
  readonly type: number
  readonly count: number
  /** The four bytes of the value or of where it stands. */
  readonly value: Buffer
}

async function entriesAt(file: FileHandle, directory: number, number: ReadNumber): Promise<TiffDirectory> {
  const count = Math.min(MAX_ENTRIES, number(await readAt(file, directory, 2), 0, 2))
  const bytes = await readAt(file, directory + 2, count * 12)
  const entries = new Map<number, Entry>()
  for (let entry = 0; entry < count; entry++) {
    const at = entry * 12
    entries.set(number(bytes, at, 2), {
      type: number(bytes, at + 2, 2),
      count: number(bytes, at + 4, 4),
      value: bytes.subarray(at + 8, at + 12),
    })
  }
  return {
    has: (tag) => entries.has(tag),
    single(tag) {
      const entry = entries.get(tag)
      if (entry?.count !== 1) return undefined
      if (entry.type === TYPE_SHORT) return number(entry.value, 0, 2)
      return entry.type === TYPE_LONG ? number(entry.value, 0, 4) : undefined
    },
    async bytes(tag) {
      const entry = entries.get(tag)
      if (entry?.type !== TYPE_UNDEFINED || entry.count <= 4 || entry.count > MAX_TABLE_BYTES)
        return undefined
      return unlessCut(() => readAt(file, number(entry.value, 0, 4), entry.count))
    },
    async fraction(tag) {
      const entry = entries.get(tag)
      if (entry?.type !== TYPE_RATIONAL) return undefined
      const parts = await unlessCut(() => readAt(file, number(entry.value, 0, 4), 8))
      return parts === undefined ? undefined : number(parts, 0, 4) / number(parts, 4, 4)
    },
  }
}

/** Undefined for what the file ends before; a disk that cannot be read stays an error. */
async function unlessCut<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** @throws {RangeError} when the file ends before */
async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
  if (bytesRead < length) throw new RangeError('The file ends inside of a directory.')
  return buffer
}
