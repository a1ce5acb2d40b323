import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createChildPoolReader } from '../../src/adapters/child-pool/child-pool.ts'
import { jsonLines } from '../understanding/corpus.ts'

export interface BarcodesBenchOptions {
  readonly corpusDir?: string
  readonly jsonFile?: string
}

interface Picture {
  readonly id: string
  readonly file: string
  readonly format: string
  readonly value: string
}

interface Score {
  found: number
  wrong: number
  count: number
}

const SET = 'barcodes_zxing'

/** Reads pictures of codes as the product reads pages, behind the wall, and counts by symbology. */
export async function run({ corpusDir, jsonFile }: BarcodesBenchOptions): Promise<void> {
  const truth = join(corpusDir ?? '', SET, 'truth.jsonl')
  if (corpusDir === undefined || !existsSync(truth)) {
    process.stdout.write(`barcodes: skipped, no set ${SET} (--corpus DIR or CORPUS_DIR)\n`)
    return
  }
  const pictures = jsonLines(truth) as readonly Picture[]
  const scores = await readAll(corpusDir, pictures)
  for (const [format, { found, wrong, count }] of scores) {
    process.stdout.write(`${format.padEnd(14)}${found} of ${count} found, ${wrong} read wrongly\n`)
  }
  if (jsonFile !== undefined)
    writeFileSync(jsonFile, `${JSON.stringify(Object.fromEntries(scores), undefined, 1)}\n`)
}

async function readAll(corpusDir: string, pictures: readonly Picture[]): Promise<ReadonlyMap<string, Score>> {
  const scores = new Map<string, Score>()
  await using reader = createChildPoolReader({
    entry: new URL('../../src/main-sandbox.ts', import.meta.url),
    size: 2,
    settings: { engine: 'auto' },
  })
  for (const { file, format, value } of pictures) {
    const source = { path: join(corpusDir, SET, file), mediaType: 'image/png' }
    const { page } = await reader.readPage(source, 1, { languages: ['eng'] }, new AbortController().signal)
    const texts = (page.barcodes ?? []).map(({ text }) => text.trim())
    const score = scores.get(format) ?? { found: 0, wrong: 0, count: 0 }
    scores.set(format, score)
    score.count += 1
    if (texts.includes(value.trim())) score.found += 1
    else score.wrong += texts.length
  }
  return scores
}
