import type { PagePicture } from '../../ports/view-copy-writer.ts'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** Channels by colour type (PNG, 11.2.2); types with alpha are not passed through. */
const CHANNELS: Readonly<Record<number, 1 | 3>> = { 0: 1, 2: 3, 3: 1 }
const PALETTE_TYPE = 3
const DEPTHS = [1, 2, 4, 8, 16] as const
/** Chunks that change colours or make parts of the picture transparent. */
const CHANGES_COLOURS = new Set(['tRNS', 'iCCP'])

/**
 * The packed samples of a PNG, which PDF takes over as they are: both pack with Flate and the same predictors.
 * Undefined for pictures that PDF does not know in this form: interlaced, with alpha, with a colour profile.
 */
export function pngPicture(png: Buffer): PagePicture | undefined {
  const chunks = png.subarray(0, 8).equals(SIGNATURE) ? chunksOf(png) : []
  const first = (type: string): Buffer | undefined => chunks.find((chunk) => chunk.type === type)?.data
  const header = first('IHDR')
  if (header?.length !== 13 || chunks.some(({ type }) => CHANGES_COLOURS.has(type))) return undefined
  const samples = samplesOf(header, first('PLTE'))
  if (samples === undefined) return undefined
  return {
    kind: 'png',
    widthPx: header.readUInt32BE(0),
    heightPx: header.readUInt32BE(4),
    ...samples,
    bytes: Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)),
    orientation: 1,
  }
}

interface Samples {
  readonly bitsPerSample: (typeof DEPTHS)[number]
  readonly channels: 1 | 3
  readonly palette?: Uint8Array
}

/** Undefined for alpha, interlaced rows and indices without colours. */
function samplesOf(header: Buffer, colours: Buffer | undefined): Samples | undefined {
  const bitsPerSample = DEPTHS.find((depth) => depth === header[8])
  const channels = CHANNELS[header.readUInt8(9)]
  if (bitsPerSample === undefined || channels === undefined || header[12] !== 0) return undefined
  if (header[9] !== PALETTE_TYPE) return { bitsPerSample, channels }
  return colours === undefined ? undefined : { bitsPerSample, channels, palette: colours }
}

function chunksOf(png: Buffer): { type: string; data: Buffer }[] {
  const chunks: { type: string; data: Buffer }[] = []
  let at = SIGNATURE.length
  while (at + 12 <= png.length) {
    const length = png.readUInt32BE(at)
    const data = png.subarray(at + 8, at + 8 + length)
    if (data.length < length) return []
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), data })
    at += 12 + length
  }
  return chunks
}
