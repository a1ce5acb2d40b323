import { open, type FileHandle } from 'node:fs/promises'

/** Tags of TIFF 6.0, section 8. */
const X_RESOLUTION = 282
const Y_RESOLUTION = 283
const RESOLUTION_UNIT = 296
const UNIT_CENTIMETRE = 3
const CM_PER_INCH = 2.54
/** Entries of a sane directory; more is an attack on the reader. */
const MAX_ENTRIES = 512

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
    const littleEndian = (await readAt(file, 0, 2)).toString('latin1') === 'II'
    const number = (bytes: Buffer, at: number, size: 2 | 4): number =>
      littleEndian ? bytes.readUIntLE(at, size) : bytes.readUIntBE(at, size)
    const head = await readAt(file, 0, 8)
    if (number(head, 2, 2) !== 42) return undefined
    let directory = number(head, 4, 4)
    for (let skipped = 0; skipped < page && directory !== 0; skipped++) {
      const entries = number(await readAt(file, directory, 2), 0, 2)
      directory = number(await readAt(file, directory + 2 + entries * 12, 4), 0, 4)
    }
    return directory === 0 ? undefined : await readDirectory(file, directory, number)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  } finally {
    await file.close()
  }
}

type ReadNumber = (bytes: Buffer, at: number, size: 2 | 4) => number

async function readDirectory(
  file: FileHandle,
  directory: number,
  number: ReadNumber,
): Promise<{ xPpi: number; yPpi: number } | undefined> {
  const entries = Math.min(MAX_ENTRIES, number(await readAt(file, directory, 2), 0, 2))
  const bytes = await readAt(file, directory + 2, entries * 12)
  const found = new Map<number, number>()
  for (let entry = 0; entry < entries; entry++) {
    const tag = number(bytes, entry * 12, 2)
    if (tag === X_RESOLUTION || tag === Y_RESOLUTION) {
      const rational = await readAt(file, number(bytes, entry * 12 + 8, 4), 8)
      found.set(tag, number(rational, 0, 4) / number(rational, 4, 4))
    } else if (tag === RESOLUTION_UNIT) {
      found.set(tag, number(bytes, entry * 12 + 8, 2))
    }
  }
  const x = found.get(X_RESOLUTION)
  const y = found.get(Y_RESOLUTION)
  if (x === undefined || y === undefined) return undefined
  const perInch = found.get(RESOLUTION_UNIT) === UNIT_CENTIMETRE ? CM_PER_INCH : 1
  return { xPpi: x * perInch, yPpi: y * perInch }
}

/** @throws {RangeError} when the file ends before */
async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
  if (bytesRead < length) throw new RangeError('The file ends inside of a directory.')
  return buffer
}
