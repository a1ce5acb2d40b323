import { createChildPoolReader } from '../../src/adapters/child-pool/child-pool.ts'
import { findWalls } from '../../src/adapters/child-pool/walls.ts'
import type { SandboxSettings } from '../../src/adapters/child-pool/protocol.ts'
import { textOf, type RecognizedPage } from '../../src/domain/recognition/page.ts'
import type { DocumentReader } from '../../src/ports/document-reader.ts'
import type { Sample } from './corpus.ts'
import { inParallel, messageOf, type BenchEngine, type Transcript } from './engine.ts'

/** As the pipeline asks for them. */
export const LANGUAGES = ['deu', 'eng'] as const

export function openReader(settings: SandboxSettings, workers: number): DocumentReader {
  return createChildPoolReader({
    entry: new URL('../../src/main-sandbox.ts', import.meta.url),
    size: workers,
    // Children give way to people who work; here they must not give way to what they are compared with.
    walls: { ...findWalls(), nice: [] },
    settings,
  })
}

/** This product: the reader with its children, as the pipeline uses it, page pictures included. */
export function createProductEngine(name: string, settings: SandboxSettings, workers: number): BenchEngine {
  const reader = openReader(settings, workers)
  return {
    name,
    async prepare(samples) {
      await inParallel(samples.slice(0, workers), workers, (sample) => readSample(reader, sample))
    },
    read: (sample) => readSample(reader, sample),
    [Symbol.asyncDispose]: () => reader[Symbol.asyncDispose](),
  }
}

async function readSample(reader: DocumentReader, sample: Sample): Promise<Transcript> {
  const pages: RecognizedPage[] = []
  let failure: string | undefined
  try {
    pages.push(...(await readPages(reader, sample)))
  } catch (error) {
    failure = messageOf(error)
  }
  return { text: pages.map(textOf).join('\n\n'), pageCount: pages.length, failure, pages }
}

async function readPages(
  reader: DocumentReader,
  sample: Pick<Sample, 'path' | 'mediaType'>,
): Promise<RecognizedPage[]> {
  const never = new AbortController().signal
  const pages: RecognizedPage[] = []
  const { pageCount } = await reader.inspect(sample, never)
  for (let number = 1; number <= pageCount; number++) {
    const { page } = await reader.readPage(sample, number, { languages: LANGUAGES }, never)
    pages.push(page)
  }
  return pages
}
