import { execFile, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect } from 'chai'
import sharp, { type Sharp } from 'sharp'
import { decodeHeif } from '../../../src/adapters/libheif/decode-heif.ts'
import { createViewCopyWriter } from '../../../src/adapters/pdf-lib/view-copy-writer.ts'
import { createPdfSource } from '../../../src/adapters/pdfium/pdf-source.ts'
import { createPictureSource } from '../../../src/adapters/sharp/picture-source.ts'
import type { PageSource } from '../../../src/ports/page-source.ts'
import type { PagePicture } from '../../../src/ports/view-copy-writer.ts'
import { aReadPage } from '../../unit/adapters/pdf-lib/written-copy.ts'
import { skipUnless } from '../../support/skip.ts'
import { makeHeic } from './made-heic.ts'
import { madeTiff } from './made-tiff.ts'

const SIZE = { widthPx: 120, heightPx: 160 }
/** Colours that are told apart: red above left, blue above right, yellow below left, black below right; white between. */
const QUARTERS = [
  { input: colour('#d02020'), left: 10, top: 10 },
  { input: colour('#2040c0'), left: 70, top: 10 },
  { input: colour('#e0d020'), left: 10, top: 90 },
  { input: colour('#000000'), left: 70, top: 90 },
]

function colour(background: string): {
  create: { width: number; height: number; channels: 3; background: string }
} {
  return { create: { width: 40, height: 60, channels: 3, background } }
}

function page(): Sharp {
  const white = { width: SIZE.widthPx, height: SIZE.heightPx, channels: 3, background: '#fff' } as const
  return sharp({ create: white }).composite(QUARTERS.map(({ input, left, top }) => ({ input, left, top })))
}

/** The page by its stored samples, so that later steps see the finished picture. */
async function drawn(): Promise<Sharp> {
  const finished = sharp(await page().png().toBuffer())
  return sharp(await finished.removeAlpha().png().toBuffer())
}

async function inGray(): Promise<Sharp> {
  return sharp(await (await drawn()).toColourspace('b-w').png().toBuffer())
}

async function withAlpha(): Promise<Sharp> {
  const clear = await sharp({ create: { width: 40, height: 60, channels: 4, background: '#0000' } })
    .png()
    .toBuffer()
  return sharp(
    await (
      await drawn()
    )
      .ensureAlpha()
      .composite([{ input: clear, left: 70, top: 90, blend: 'source' }])
      .png()
      .toBuffer(),
  )
}

const runFile = promisify(execFile)

/** A photo as telephones take it, made by another program: nothing of ours packs HEIC. */
async function heic(): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'poststelle-heic-'))
  try {
    const [from, to] = [join(folder, 'photo.png'), join(folder, 'photo.heic')]
    await (await drawn()).png().toFile(from)
    await runFile('heif-enc', ['-q', '95', from, '-o', to])
    return await readFile(to)
  } finally {
    await rm(folder, { recursive: true })
  }
}

function canPackHeic(): boolean {
  return spawnSync('heif-enc', ['--help']).error === undefined
}

interface Format {
  readonly name: string
  readonly mediaType: string
  readonly bytes: () => Promise<Buffer>
  readonly kind: PagePicture['kind']
  /** The packed samples of the file stand in the copy as they are. */
  readonly taken?: boolean
  /** What is missing here to make such a picture. */
  readonly missing?: () => string | undefined
}

const tiff = (
  name: string,
  kind: PagePicture['kind'],
  make: (picture: Sharp) => Sharp,
  from = drawn,
): Format => ({
  name: `TIFF, ${name}`,
  mediaType: 'image/tiff',
  kind,
  bytes: async () => make(await from()).toBuffer(),
})

const bilevel = async (): Promise<Buffer> =>
  (await inGray()).threshold(128).toColourspace('b-w').raw().toBuffer()

const FORMATS: readonly Format[] = [
  tiff('LZW', 'png', (picture) => picture.tiff({ compression: 'lzw' })),
  tiff('Deflate with a predictor', 'png', (picture) =>
    picture.tiff({ compression: 'deflate', predictor: 'horizontal' }),
  ),
  tiff('PackBits', 'png', (picture) => picture.tiff({ compression: 'packbits' })),
  tiff('uncompressed, in tiles', 'png', (picture) =>
    picture.tiff({ compression: 'none', tile: true, tileWidth: 64, tileHeight: 64 }),
  ),
  tiff('16 bits', 'png', (picture) => picture.toColourspace('rgb16').tiff({ compression: 'lzw' })),
  tiff('alpha', 'png', (picture) => picture.tiff({ compression: 'lzw' }), withAlpha),
  tiff('colours of print', 'png', (picture) => picture.toColourspace('cmyk').tiff({ compression: 'lzw' })),
  tiff('gray', 'png', (picture) => picture.toColourspace('b-w').tiff({ compression: 'lzw' }), inGray),
  tiff('stored upside down', 'png', (picture) =>
    picture.rotate(180).withMetadata({ orientation: 3 }).tiff({ compression: 'lzw' }),
  ),
  ...[
    { name: 'group 4 in one strip', options: {}, taken: true },
    { name: 'group 4, white as one', options: { photometric: 1 }, taken: true },
    { name: 'group 4, bits reversed', options: { fillOrder: 2 } },
    { name: 'group 4, big-endian', options: { bigEndian: true }, taken: true },
  ].map(({ name, options, taken }): Format => ({
    name: `TIFF, ${name}`,
    mediaType: 'image/tiff',
    kind: 'ccitt-g4',
    ...(taken === true ? { taken } : {}),
    bytes: async () => madeTiff(await bilevel(), SIZE, options),
  })),
  {
    name: 'JPEG',
    mediaType: 'image/jpeg',
    kind: 'jpeg-colour',
    taken: true,
    bytes: async () => (await drawn()).jpeg({ quality: 95 }).toBuffer(),
  },
  {
    name: 'JPEG, progressive',
    mediaType: 'image/jpeg',
    kind: 'jpeg-colour',
    taken: true,
    bytes: async () => (await drawn()).jpeg({ quality: 95, progressive: true }).toBuffer(),
  },
  {
    name: 'JPEG in colours of print, inverted as Adobe does',
    mediaType: 'image/jpeg',
    kind: 'jpeg-colour',
    bytes: async () => (await drawn()).toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer(),
  },
  ...([3, 6, 8] as const).map((orientation): Format => ({
    name: `JPEG, stored with EXIF turn ${orientation}`,
    mediaType: 'image/jpeg',
    kind: 'jpeg-colour',
    taken: true,
    bytes: async () => {
      const back = { 3: 180, 6: 270, 8: 90 }[orientation]
      return (await drawn()).rotate(back).withMetadata({ orientation }).jpeg({ quality: 95 }).toBuffer()
    },
  })),
  {
    name: 'PNG',
    mediaType: 'image/png',
    kind: 'png',
    taken: true,
    bytes: async () => (await drawn()).png().toBuffer(),
  },
  {
    name: 'PNG with a palette of few colours',
    mediaType: 'image/png',
    kind: 'png',
    taken: true,
    bytes: async () => (await drawn()).png({ palette: true, colours: 8, dither: 0 }).toBuffer(),
  },
  {
    name: 'PNG, gray',
    mediaType: 'image/png',
    kind: 'png',
    taken: true,
    bytes: async () => (await inGray()).toColourspace('b-w').png().toBuffer(),
  },
  {
    name: 'PNG, 16 bits',
    mediaType: 'image/png',
    kind: 'png',
    taken: true,
    bytes: async () => (await drawn()).toColourspace('rgb16').png().toBuffer(),
  },
  {
    name: 'PNG, 1 bit',
    mediaType: 'image/png',
    kind: 'png',
    taken: true,
    bytes: async () =>
      (await inGray()).threshold(128).png({ palette: true, colours: 2, dither: 0 }).toBuffer(),
  },
  {
    name: 'PNG, interlaced',
    mediaType: 'image/png',
    kind: 'png',
    bytes: async () => (await drawn()).png({ progressive: true }).toBuffer(),
  },
  {
    name: 'PNG with alpha',
    mediaType: 'image/png',
    kind: 'png',
    bytes: async () => (await withAlpha()).png().toBuffer(),
  },
  {
    name: 'WebP',
    mediaType: 'image/webp',
    kind: 'jpeg-colour',
    bytes: async () => (await drawn()).webp({ quality: 95 }).toBuffer(),
  },
  {
    name: 'HEIC',
    mediaType: 'image/heic',
    kind: 'jpeg-colour',
    bytes: heic,
    missing: () => (canPackHeic() ? undefined : 'heif-enc (Debian package libheif-examples)'),
  },
  {
    name: 'GIF',
    mediaType: 'image/gif',
    kind: 'png',
    bytes: async () => (await drawn()).gif({ dither: 0 }).toBuffer(),
  },
]

/** Mean colour inside of each quarter of the page as a reader shows it. */
async function quartersOf(source: PageSource, path: string): Promise<number[][]> {
  const document = await source.open(path)
  try {
    const raster = await (await document.openPage(1)).draw(SIZE)
    const { widthPx: width, heightPx: height, channels } = raster
    const flat = sharp(raster.data, { raw: { width, height, channels } }).removeAlpha().toColourspace('srgb')
    const rgb = await flat.raw().toBuffer()
    return QUARTERS.map(({ left, top }) => {
      const at = ((top + 30) * width + left + 20) * (rgb.length / (width * height))
      return [...rgb.subarray(at, at + Math.min(3, rgb.length / (width * height)))]
    })
  } finally {
    await document[Symbol.asyncDispose]()
  }
}

describe('Pictures of pages in every format', function () {
  this.timeout(60_000)
  let folder = ''
  before(async function () {
    folder = await mkdtemp(join(tmpdir(), 'poststelle-formats-'))
  })
  after(async function () {
    await rm(folder, { recursive: true })
  })

  for (const { name, mediaType, bytes, kind, taken, missing } of FORMATS) {
    it(`are drawn and stand in the copy alike: ${name}`, async function () {
      const lack = missing?.()
      skipUnless(this, lack === undefined, `${lack ?? ''} is not installed`)
      const path = join(folder, randomUUID())
      const file = await bytes()
      await writeFile(path, file)
      const source = createPictureSource(decodeHeif)
      expect(source.reads(mediaType)).to.equal(true)
      const document = await source.open(path)
      const opened = await document.openPage(1)
      const picture = (await opened.picture?.()) ?? expect.fail('no picture')
      expect(picture.kind).to.equal(kind)
      if (taken === true) expect(file.includes(Buffer.from(picture.bytes).subarray(0, 200))).to.equal(true)
      const targetPath = join(folder, `${randomUUID()}.pdf`)
      const read = aReadPage('Größe', { widthPt: opened.widthPt, heightPt: opened.heightPt })
      const request = { title: name, createdAt: '2026-11-22T20:05:49.000Z', pages: [read], targetPath }
      const copy = await createViewCopyWriter().wrap(one(picture), request)
      expect(copy.conformance).to.deep.equal({ claim: 'PDF/A-2b', faults: [] })
      expect(copy.sizeBytes).to.be.below(file.length + 80_000)
      const shown = await quartersOf(source, path)
      const inCopy = await quartersOf(createPdfSource(), targetPath)
      shown.flat().forEach((value, index) => {
        expect(inCopy.flat()[index], `${shown.join(' | ')} and ${inCopy.join(' | ')}`).to.be.closeTo(
          value,
          14,
        )
      })
      expect((await readFile(path)).equals(file)).to.equal(true)
    })
  }

  it('are called damaged, and too large before they are decoded: HEIC', async function () {
    const path = join(folder, randomUUID())
    const source = createPictureSource(decodeHeif)
    const failureOf = async (file: Buffer): Promise<unknown> => {
      await writeFile(path, file)
      return source.open(path).catch((error: unknown) => error)
    }
    expect(await failureOf(makeHeic({ sidePx: 64 }))).to.have.property('code', 'document-damaged')
    expect(await failureOf(makeHeic({ sidePx: 30_000 }))).to.have.property('code', 'document-limits')
  })
})

async function* one(picture: PagePicture): AsyncGenerator<PagePicture> {
  yield picture
}
