import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { textOf } from '../../src/domain/recognition/page.ts'
import type { DocumentReader } from '../../src/ports/document-reader.ts'
import { percent } from './accuracy.ts'
import type { Sample } from './corpus.ts'
import { countErrors } from './error-rates.ts'
import { LANGUAGES } from './product.ts'
import { measureCost } from './usage.ts'

/** A3 at 600 ppi: the largest that office scanners make. */
const A3_600 = { width: 7016, height: 9921, density: 600 }
const PAPER_TINT = '#f4ecd8'
const NEVER = new AbortController().signal

export interface LargePageReport {
  readonly megapixels: number
  readonly mibIn: number
  readonly cpuSeconds: number
  readonly peakMib: number
  readonly cerPercent: number
  readonly mibOut: number
}

/** One letter as a colour scan of A3 at 600 ppi, read and made searchable: it has to pass within the walls. */
export async function measureLargePage(
  reader: DocumentReader,
  letter: Sample,
  folder: string,
): Promise<LargePageReport> {
  const path = join(folder, 'a3.jpg')
  const { width, height, density } = A3_600
  await sharp(letter.path)
    .toColourspace('srgb')
    .tint(PAPER_TINT)
    .resize({ width, height, fit: 'contain', background: PAPER_TINT })
    .withMetadata({ density })
    .jpeg({ quality: 85 })
    .toFile(path)
  const source = { path, mediaType: 'image/jpeg' }
  const targetPath = join(folder, 'a3.pdf')
  const { result, cost } = await measureCost(async () => {
    const { page } = await reader.readPage(source, 1, { languages: LANGUAGES }, NEVER)
    const request = { title: 'Plan', createdAt: '2026-11-22T00:00:00.000Z', pages: [page], targetPath }
    return { page, copy: await reader.writeViewCopy(source, request, NEVER) }
  })
  const errors = countErrors(letter.truth ?? '', textOf(result.page))
  const mib = (bytes: number): number => Math.round(bytes / 1024 / 1024)
  return {
    megapixels: Math.round((width * height) / 1e6),
    mibIn: mib((await stat(path)).size),
    cpuSeconds: Math.round(cost.cpuSeconds),
    peakMib: Math.round(cost.peakMib),
    cerPercent: percent(errors.charErrors, errors.truthChars),
    mibOut: mib(result.copy.sizeBytes),
  }
}
