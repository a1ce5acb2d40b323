import { expect } from 'chai'
import { matrixOf, showPoint, turnPoint } from '../../../../src/adapters/pdf-lib/affine.ts'
import { buildGlyphlessFont } from '../../../../src/adapters/pdf-lib/glyphless-font.ts'
import type { QuarterTurn } from '../../../../src/domain/recognition/page.ts'
import { turnBox } from '../../../../src/domain/recognition/turn.ts'
import type { ExifOrientation } from '../../../../src/ports/view-copy-writer.ts'

describe('turnPoint', function () {
  for (const turn of [0, 90, 180, 270] as QuarterTurn[]) {
    it(`agrees with the turning of boxes at ${turn}°`, function () {
      const [x, y] = turnBox([0.2, 0.3, 0.2, 0.3], turn)
      expect(turnPoint(turn)({ x: 0.2, y: 0.3 })).to.deep.equal({ x, y })
    })
  }
})

describe('showPoint', function () {
  /** Where the first stored pixel appears, from the table of the EXIF standard (row 0, column 0). */
  const cases: {
    orientation: ExifOrientation
    x: number
    y: number
    xOfSecondColumn: number
    yOfSecondColumn: number
  }[] = [
    { orientation: 1, x: 0, y: 0, xOfSecondColumn: 1, yOfSecondColumn: 0 },
    { orientation: 2, x: 1, y: 0, xOfSecondColumn: 0, yOfSecondColumn: 0 },
    { orientation: 3, x: 1, y: 1, xOfSecondColumn: 0, yOfSecondColumn: 1 },
    { orientation: 4, x: 0, y: 1, xOfSecondColumn: 1, yOfSecondColumn: 1 },
    { orientation: 5, x: 0, y: 0, xOfSecondColumn: 0, yOfSecondColumn: 1 },
    { orientation: 6, x: 1, y: 0, xOfSecondColumn: 1, yOfSecondColumn: 1 },
    { orientation: 7, x: 1, y: 1, xOfSecondColumn: 1, yOfSecondColumn: 0 },
    { orientation: 8, x: 0, y: 1, xOfSecondColumn: 0, yOfSecondColumn: 0 },
  ]
  for (const { orientation, x, y, xOfSecondColumn, yOfSecondColumn } of cases) {
    it(`puts the corners of a picture with orientation ${orientation} where the standard says`, function () {
      const show = showPoint(orientation)
      expect(show({ x: 0, y: 0 })).to.deep.equal({ x, y })
      expect(show({ x: 1, y: 0 })).to.deep.equal({ x: xOfSecondColumn, y: yOfSecondColumn })
    })
  }
})

describe('matrixOf', function () {
  it('gives the six numbers of a mapping', function () {
    expect(matrixOf(({ x, y }) => ({ x: 2 * x + 3 * y + 5, y: 7 * x + 11 * y + 13 }))).to.deep.equal([
      2, 7, 3, 11, 5, 13,
    ])
  })
})

describe('The font without glyphs', function () {
  const font = Buffer.from(buildGlyphlessFont())
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, index) => {
    const at = 12 + index * 16
    return {
      tag: font.toString('latin1', at, at + 4),
      checksum: font.readUInt32BE(at + 4),
      offset: font.readUInt32BE(at + 8),
      length: font.readUInt32BE(at + 12),
    }
  })
  const sum = (bytes: Buffer): number => {
    let total = 0
    for (let at = 0; at < bytes.length; at += 4) total = (total + bytes.readUInt32BE(at)) >>> 0
    return total
  }

  it('has the tables that a TrueType font needs, in order, each on a word boundary', function () {
    const tags = tables.map((table) => table.tag)
    expect(tags).to.include.members(['cmap', 'glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp', 'name', 'post'])
    expect([...tags].sort()).to.deep.equal(tags)
    expect(tables.every((table) => table.offset % 4 === 0)).to.equal(true)
  })

  it('carries right checksums', function () {
    expect(sum(font)).to.equal(0xb1b0afba)
    for (const { tag, checksum, offset, length } of tables) {
      if (tag === 'head') continue
      expect(sum(font.subarray(offset, offset + Math.ceil(length / 4) * 4)), tag).to.equal(checksum)
    }
  })

  it('is small', function () {
    expect(font.length).to.be.below(1000)
  })
})
