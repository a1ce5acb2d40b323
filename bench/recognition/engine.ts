import type { RecognizedPage } from '../../src/domain/recognition/page.ts'
import type { Sample } from './corpus.ts'

/** What an engine made of a sample. */
export interface Transcript {
  readonly text: string
  readonly pageCount: number
  readonly failure: string | undefined
  /** Only this product tells more than text. */
  readonly pages: readonly RecognizedPage[]
}

/** Something that reads documents: this product or a program to compare it with. */
export interface BenchEngine {
  readonly name: string
  /** Work that is not counted: starting processes, drawing pages for programs that read pictures only. */
  prepare(samples: readonly Sample[]): Promise<void>
  read(sample: Sample): Promise<Transcript>
  [Symbol.asyncDispose](): Promise<void>
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Runs the task for all items, so many at a time; results come in the order of the items. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  count: number,
  task: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const queue = items.entries()
  const work = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await task(item)
  }
  await Promise.all(Array.from({ length: count }, work))
  return results
}
