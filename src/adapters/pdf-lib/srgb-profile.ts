/**
 * An ICC profile of the colour space sRGB (IEC 61966-2-1), computed here and free to pass on. Version 2 of the format
 * (ICC.1:2001-04), which every PDF/A part and every reader knows; all numbers are big-endian.
 */
const HEADER_BYTES = 128
const TAG_ENTRY_BYTES = 12
const CURVE_POINTS = 1024
/** White of the profile connection space, D50 (ICC.1:2001-04, 6.1.1), as X, Y, Z. */
const D50 = [0.9642, 1, 0.8249] as const
/** Primaries of sRGB, adapted from D65 to D50 by the Bradford method. */
const PRIMARIES = {
  rXYZ: [0.43607, 0.22249, 0.01392],
  gXYZ: [0.38515, 0.71687, 0.09708],
  bXYZ: [0.14307, 0.06061, 0.7141],
} as const

export const SRGB_NAME = 'sRGB IEC61966-2.1'

export function buildSrgbProfile(): Uint8Array {
  const curve = toneCurve()
  const tags: readonly (readonly [signature: string, body: Buffer])[] = [
    ['desc', description(SRGB_NAME)],
    ['cprt', text('No copyright, use freely')],
    ['wtpt', xyz(D50)],
    ['rXYZ', xyz(PRIMARIES.rXYZ)],
    ['gXYZ', xyz(PRIMARIES.gXYZ)],
    ['bXYZ', xyz(PRIMARIES.bXYZ)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ]
  const table = Buffer.alloc(4 + tags.length * TAG_ENTRY_BYTES)
  table.writeUInt32BE(tags.length)
  const bodies: Buffer[] = []
  const places = new Map<Buffer, number>()
  let offset = HEADER_BYTES + table.length
  tags.forEach(([signature, body], index) => {
    const place = places.get(body) ?? offset
    if (!places.has(body)) {
      const padded = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)])
      places.set(body, place)
      bodies.push(padded)
      offset += padded.length
    }
    const at = 4 + index * TAG_ENTRY_BYTES
    table.write(signature, at, 'latin1')
    table.writeUInt32BE(place, at + 4)
    table.writeUInt32BE(body.length, at + 8)
  })
  return Buffer.concat([header(offset), table, ...bodies])
}

function header(sizeBytes: number): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES)
  bytes.writeUInt32BE(sizeBytes, 0)
  bytes.writeUInt32BE(0x02100000, 8)
  bytes.write('mntrRGB XYZ ', 12, 'latin1')
  // The day of the standard: a profile that is computed has no date of its own.
  ;[1999, 10, 18, 0, 0, 0].forEach((value, index) => bytes.writeUInt16BE(value, 24 + index * 2))
  bytes.write('acsp', 36, 'latin1')
  xyzNumbers(D50).copy(bytes, 68)
  return bytes
}

/** Response of the display: from the stored value 0..1 to linear light, 0..65535. */
function toneCurve(): Buffer {
  const bytes = Buffer.alloc(12 + CURVE_POINTS * 2)
  bytes.write('curv', 0, 'latin1')
  bytes.writeUInt32BE(CURVE_POINTS, 8)
  for (let point = 0; point < CURVE_POINTS; point++) {
    const stored = point / (CURVE_POINTS - 1)
    const linear = stored <= 0.04045 ? stored / 12.92 : ((stored + 0.055) / 1.055) ** 2.4
    bytes.writeUInt16BE(Math.round(linear * 0xffff), 12 + point * 2)
  }
  return bytes
}

function xyz(values: readonly number[]): Buffer {
  return Buffer.concat([Buffer.from('XYZ \0\0\0\0', 'latin1'), xyzNumbers(values)])
}

/** Fixed point with 16 bits behind it. */
function xyzNumbers(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4)
  values.forEach((value, index) => bytes.writeInt32BE(Math.round(value * 0x10000), index * 4))
  return bytes
}

function text(words: string): Buffer {
  return Buffer.from(`text\0\0\0\0${words}\0`, 'latin1')
}

/** The name in ASCII; the Unicode and Macintosh forms that follow are empty (ICC.1:2001-04, 6.5.17). */
function description(name: string): Buffer {
  const head = Buffer.alloc(12)
  head.write('desc', 0, 'latin1')
  head.writeUInt32BE(name.length + 1, 8)
  return Buffer.concat([head, Buffer.from(`${name}\0`, 'latin1'), Buffer.alloc(4 + 4 + 2 + 1 + 67)])
}
