/**
 * A TrueType font without outlines: two empty glyphs, each half an em wide. Invisible text set in it can be selected
 * and found, takes any character and needs no real font. Tables and fields: OpenType 1.9, chapter "Font Tables".
 */
export const UNITS_PER_EM = 1000
export const GLYPH_WIDTH = 500
export const ASCENT = 1000
const GLYPHS = 2
const MAGIC = 0x5f0f3cf5
const CHECKSUM_BASE = 0xb1b0afba

export function buildGlyphlessFont(): Uint8Array {
  const tables = new Map<string, Buffer>([
    ['OS/2', os2()],
    ['cmap', cmap()],
    ['glyf', Buffer.alloc(4)],
    ['head', head()],
    ['hhea', hhea()],
    ['hmtx', shorts([GLYPH_WIDTH, 0, GLYPH_WIDTH, 0])],
    ['loca', shorts([0, 0, 0])],
    ['maxp', maxp()],
    ['name', shorts([0, 0, 6])],
    ['post', post()],
  ])
  return assemble(tables)
}

function shorts(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2)
  values.forEach((value, index) => bytes.writeUInt16BE(value & 0xffff, index * 2))
  return bytes
}

function longs(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4)
  values.forEach((value, index) => bytes.writeUInt32BE(value >>> 0, index * 4))
  return bytes
}

function head(): Buffer {
  const dates = Buffer.alloc(16)
  const bounds = [0, 0, GLYPH_WIDTH, ASCENT]
  const flagsAndUnits = shorts([0b11, UNITS_PER_EM])
  // macStyle, lowestRecPPEM, fontDirectionHint, indexToLocFormat (short), glyphDataFormat
  const rest = shorts([...bounds, 0, 3, 2, 0, 0])
  return Buffer.concat([longs([0x00010000, 0x00010000, 0, MAGIC]), flagsAndUnits, dates, rest])
}

function hhea(): Buffer {
  const metrics = [ASCENT, 0, 0, GLYPH_WIDTH, 0, 0, GLYPH_WIDTH]
  const caretAndReserved = [1, 0, 0, 0, 0, 0, 0]
  return Buffer.concat([longs([0x00010000]), shorts([...metrics, ...caretAndReserved, 0, GLYPHS])])
}

function maxp(): Buffer {
  return Buffer.concat([longs([0x00010000]), shorts([GLYPHS, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0])])
}

/** No character is mapped: text refers to glyphs by the CIDToGIDMap of the PDF font. */
function cmap(): Buffer {
  const header = Buffer.concat([shorts([0, 1, 3, 1]), longs([12])])
  const segments = [4, 24, 0, 2, 2, 0, 0, 0xffff, 0, 0xffff, 1, 0]
  return Buffer.concat([header, shorts(segments)])
}

function post(): Buffer {
  return longs([0x00030000, 0, 0, 1, 0, 0, 0, 0])
}

function os2(): Buffer {
  const version3 = Buffer.alloc(96)
  version3.writeUInt16BE(3, 0)
  version3.writeInt16BE(GLYPH_WIDTH, 2)
  version3.writeUInt16BE(400, 4)
  version3.writeUInt16BE(5, 6)
  version3.writeInt16BE(ASCENT, 68)
  version3.writeUInt16BE(ASCENT, 74)
  return version3
}

function assemble(tables: ReadonlyMap<string, Buffer>): Uint8Array {
  const directoryBytes = 12 + tables.size * 16
  const powerOfTwo = 2 ** Math.floor(Math.log2(tables.size))
  const searchRange = powerOfTwo * 16
  const header = Buffer.concat([
    longs([0x00010000]),
    shorts([tables.size, searchRange, Math.log2(powerOfTwo), tables.size * 16 - searchRange]),
  ])
  const records: Buffer[] = []
  const bodies: Buffer[] = []
  let offset = directoryBytes
  let headOffset = 0
  for (const [tag, table] of tables) {
    const padded = Buffer.concat([table, Buffer.alloc((4 - (table.length % 4)) % 4)])
    if (tag === 'head') headOffset = offset
    records.push(Buffer.concat([Buffer.from(tag, 'latin1'), longs([checksum(padded), offset, table.length])]))
    bodies.push(padded)
    offset += padded.length
  }
  const font = Buffer.concat([header, ...records, ...bodies])
  font.writeUInt32BE((CHECKSUM_BASE - checksum(font)) >>> 0, headOffset + 8)
  return font
}

function checksum(bytes: Buffer): number {
  let sum = 0
  for (let at = 0; at < bytes.length; at += 4) sum = (sum + bytes.readUInt32BE(at)) >>> 0
  return sum
}
