import sharp from 'sharp'

export interface TiffOptions {
  /** 0: a run that CCITT calls black is shown black; 1: shown white. */
  readonly photometric?: number
  readonly fillOrder?: number
  readonly bigEndian?: boolean
}

/** A TIFF of CCITT group 4 with one strip, as scanners write it and libvips does not. */
export async function madeTiff(
  gray: Buffer,
  { widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number },
  { photometric = 0, fillOrder = 1, bigEndian = false }: TiffOptions,
): Promise<Buffer> {
  const strip = await packed(
    photometric === 1 ? gray : Buffer.from(gray.map((level) => 255 - level)),
    widthPx,
    heightPx,
  )
  const bytes = fillOrder === 2 ? strip.map(reversed) : strip
  const entries: readonly (readonly [tag: number, type: 3 | 4, value: number])[] = [
    [256, 4, widthPx],
    [257, 4, heightPx],
    [258, 3, 1],
    [259, 3, 4],
    [262, 3, photometric],
    [266, 3, fillOrder],
    [273, 4, 8],
    [277, 3, 1],
    [278, 4, heightPx],
    [279, 4, bytes.length],
  ]
  const directory = Buffer.alloc(2 + entries.length * 12 + 4)
  const write = (value: number, at: number, size: number, into = directory): number =>
    bigEndian ? into.writeUIntBE(value, at, size) : into.writeUIntLE(value, at, size)
  write(entries.length, 0, 2)
  entries.forEach(([tag, type, value], index) => {
    const at = 2 + index * 12
    write(tag, at, 2)
    write(type, at + 2, 2)
    write(1, at + 4, 4)
    write(value, at + 8, type === 3 ? 2 : 4)
  })
  const head = Buffer.alloc(8)
  head.write(bigEndian ? 'MM' : 'II', 'latin1')
  write(42, 2, 2, head)
  const padding = Buffer.alloc(bytes.length % 2)
  write(8 + bytes.length + padding.length, 4, 4, head)
  return Buffer.concat([head, bytes, padding, directory])
}

/** libtiff's rows in group 4, in which white is one. */
async function packed(gray: Buffer, width: number, height: number): Promise<Buffer> {
  const tiff = await sharp(gray, { raw: { width, height, channels: 1 } })
    .toColourspace('b-w')
    .tiff({ compression: 'ccittfax4', bitdepth: 1, tileHeight: height })
    .toBuffer()
  const directory = tiff.readUInt32LE(4)
  const value = (tag: number): number => {
    for (let entry = 0; entry < tiff.readUInt16LE(directory); entry++) {
      const at = directory + 2 + entry * 12
      if (tiff.readUInt16LE(at) === tag) return tiff.readUInt32LE(at + 8)
    }
    throw new Error(`The made TIFF has no tag ${tag}.`)
  }
  return tiff.subarray(value(273), value(273) + value(279))
}

function reversed(byte: number): number {
  return Number.parseInt(byte.toString(2).padStart(8, '0').split('').reverse().join(''), 2)
}
