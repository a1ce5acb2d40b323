import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { createViewCopyWriter } from '../../src/adapters/pdf-lib/view-copy-writer.ts'
import { createPdfSource } from '../../src/adapters/pdfium/pdf-source.ts'
import type { RecognizedPage } from '../../src/domain/recognition/page.ts'
import { pixelsAt } from '../../src/domain/recognition/resolution.ts'
import type { SourcePage } from '../../src/ports/page-source.ts'
import type { PagePicture } from '../../src/ports/view-copy-writer.ts'
import type { Sample } from './corpus.ts'

const DRAWN_PPI = 300
/** What office scanners are set to. */
const SCANNED_PPI = 200
const SCANNED_QUALITY = 60

let drawn = 0

/** Files for programs that read pictures only: the picture itself, or the pages of the PDF drawn at 300 ppi. */
export async function drawPictures(sample: Sample, folder: string): Promise<readonly string[]> {
  if (sample.mediaType !== 'application/pdf') return [sample.path]
  return eachPage(sample.path, async (page) => {
    const { data, widthPx, heightPx, channels } = await page.draw(pixelsAt(page, DRAWN_PPI))
    const file = join(folder, `page-${++drawn}.png`)
    await sharp(data, { raw: { width: widthPx, height: heightPx, channels } })
      .removeAlpha()
      .grayscale()
      .withMetadata({ density: DRAWN_PPI })
      .png({ compressionLevel: 1 })
      .toFile(file)
    return file
  })
}

/** A PDF with text made into what a scanner would have made of its print: gray pictures without text. */
export async function asScan(sample: Sample, folder: string): Promise<Sample> {
  if (sample.mediaType !== 'application/pdf') return sample
  const pictures = await eachPage(sample.path, async (page) => {
    const { data, widthPx, heightPx, channels } = await page.draw(pixelsAt(page, SCANNED_PPI))
    const bytes = await sharp(data, { raw: { width: widthPx, height: heightPx, channels } })
      .removeAlpha()
      .toColourspace('b-w')
      .jpeg({ quality: SCANNED_QUALITY })
      .toBuffer()
    return { page, picture: { kind: 'jpeg-gray', widthPx, heightPx, bytes, orientation: 1 } as const }
  })
  const path = await wrapPictures(pictures, join(folder, `scan-${++drawn}.pdf`))
  return { ...sample, set: `${sample.set} (as scans)`, path }
}

export interface Wrapped {
  readonly page: Pick<SourcePage, 'widthPt' | 'heightPt'>
  readonly picture: PagePicture
}

/** A PDF of pictures, without text. */
export async function wrapPictures(wrapped: readonly Wrapped[], path: string): Promise<string> {
  async function* pictures(): AsyncGenerator<PagePicture> {
    for (const { picture } of wrapped) yield picture
  }
  const pages = wrapped.map(({ page }, index) => emptyPage(index + 1, page))
  const targetPath = `${path}.part`
  await createViewCopyWriter().wrap(pictures(), {
    title: 'Scan',
    createdAt: '2026-11-22T00:00:00.000Z',
    pages,
    targetPath,
  })
  await rename(targetPath, path)
  return path
}

function emptyPage(number: number, { widthPt, heightPt }: Wrapped['page']): RecognizedPage {
  return {
    number,
    widthPt,
    heightPt,
    rotation: 0,
    skewDegrees: 0,
    blank: true,
    source: 'ocr',
    sourceReason: 'no-text-layer',
    engine: '',
    languages: [],
    meanConfidence: 0,
    blocks: [],
  }
}

async function eachPage<Result>(path: string, use: (page: SourcePage) => Promise<Result>): Promise<Result[]> {
  await using source = createPdfSource()
  await using document = await source.open(path)
  const results: Result[] = []
  for (let number = 1; number <= document.pageCount; number++) {
    results.push(await use(await document.openPage(number)))
  }
  return results
}
