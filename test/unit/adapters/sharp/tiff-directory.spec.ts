import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { readTiffDirectory, readTiffResolution } from '../../../../src/adapters/sharp/tiff-directory.ts'
import { tiffPicture } from '../../../../src/adapters/sharp/tiff-picture.ts'

type Entry = readonly [tag: number, type: number, count: number, value: number]

const SHORT = 3
const LONG = 4
const RATIONAL = 5
const UNDEFINED = 7
/** Where the data behind the header of eight bytes begins. */
const DATA = 8
const BEYOND = 1_000_000

/** A little-endian TIFF of one directory behind its data. */
function tiff(data: Buffer, entries: readonly Entry[]): Buffer {
  const head = Buffer.from('II*\0\0\0\0\0', 'latin1')
  head.writeUInt32LE(DATA + data.length, 4)
  const directory = Buffer.alloc(2 + entries.length * 12 + 4)
  directory.writeUInt16LE(entries.length, 0)
  entries.forEach(([tag, type, count, value], index) => {
    const at = 2 + index * 12
    directory.writeUInt16LE(tag, at)
    directory.writeUInt16LE(type, at + 2)
    directory.writeUInt32LE(count, at + 4)
    directory.writeUInt32LE(value, at + 8)
  })
  return Buffer.concat([head, data, directory])
}

function fractions(...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 4)
  numbers.forEach((number, index) => bytes.writeUInt32LE(number, index * 4))
  return bytes
}

const fax = fractions(204, 1, 98, 1)
const strip = Buffer.from([0xff, 0xd8, 1, 2, 3, 4, 0xff, 0xd9])
const tables = Buffer.from([0xff, 0xd8, 5, 6, 0xff, 0xd9])
const jpegEntries: readonly Entry[] = [
  [256, LONG, 1, 8],
  [257, LONG, 1, 8],
  [259, SHORT, 1, 7],
  [262, SHORT, 1, 1],
  [273, LONG, 1, DATA],
  [277, SHORT, 1, 1],
  [279, LONG, 1, strip.length],
]

describe('The directory of a TIFF', function () {
  let folder: string
  let path: string

  beforeEach(async function () {
    folder = await mkdtemp(join(tmpdir(), 'poststelle-tiff-'))
    path = join(folder, 'page.tif')
  })

  afterEach(async function () {
    await rm(folder, { recursive: true, force: true })
  })

  const resolutions: readonly {
    what: string
    bytes: Buffer
    resolution: { xPpi: number; yPpi: number } | undefined
  }[] = [
    {
      what: 'both axes of a fax',
      bytes: tiff(fax, [
        [282, RATIONAL, 1, DATA],
        [283, RATIONAL, 1, DATA + 8],
      ]),
      resolution: { xPpi: 204, yPpi: 98 },
    },
    {
      what: 'centimetres as inches',
      bytes: tiff(fractions(100, 1), [
        [282, RATIONAL, 1, DATA],
        [283, RATIONAL, 1, DATA],
        [296, SHORT, 1, 3],
      ]),
      resolution: { xPpi: 254, yPpi: 254 },
    },
    {
      what: 'nothing of values beyond the end of the file',
      bytes: tiff(fax, [
        [282, RATIONAL, 1, DATA],
        [283, RATIONAL, 1, BEYOND],
      ]),
      resolution: undefined,
    },
    {
      what: 'nothing of a file that ends inside of the directory',
      bytes: tiff(fax, [[282, RATIONAL, 1, DATA]]).subarray(0, -6),
      resolution: undefined,
    },
    { what: 'nothing of BigTIFF', bytes: Buffer.from('II+\0\b\0\0\0', 'latin1'), resolution: undefined },
  ]
  for (const { what, bytes, resolution } of resolutions) {
    it(`tells ${what}`, async function () {
      await writeFile(path, bytes)
      expect(await readTiffResolution(path, 0)).to.deep.equal(resolution)
    })
  }

  it('takes a disk that fails for no missing value', async function () {
    await writeFile(path, tiff(fax, [[282, RATIONAL, 1, DATA]]))
    const file = await open(path)
    const directory = await readTiffDirectory(file, 0)
    await file.close()
    const error: unknown = await directory?.fraction(282).catch((reason: unknown) => reason)
    expect(error).to.have.property('code', 'EBADF')
  })

  const pictures: readonly { what: string; tables: Entry | undefined; bytes: Buffer | undefined }[] = [
    { what: 'as it is where it has its tables', tables: undefined, bytes: strip },
    {
      what: 'with the tables that stand apart',
      tables: [347, UNDEFINED, tables.length, DATA + strip.length],
      bytes: Buffer.from([0xff, 0xd8, 5, 6, 1, 2, 3, 4, 0xff, 0xd9]),
    },
    {
      what: 'not at all when its tables are cut off',
      tables: [347, UNDEFINED, tables.length, BEYOND],
      bytes: undefined,
    },
    {
      what: 'not at all when its tables are of a type that is not known',
      tables: [347, SHORT, tables.length, DATA + strip.length],
      bytes: undefined,
    },
  ]
  for (const { what, tables: entry, bytes } of pictures) {
    it(`gives a JPEG strip ${what}`, async function () {
      const entries = entry === undefined ? jpegEntries : [...jpegEntries, entry]
      await writeFile(path, tiff(Buffer.concat([strip, tables]), entries))
      expect((await tiffPicture(path, 0))?.bytes).to.deep.equal(bytes)
    })
  }
})
