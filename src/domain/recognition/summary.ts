import type { OcrSummary } from '../intake/document.ts'
import { READING_VERSION } from './reading-version.ts'
import { wordsOf, type RecognizedPage, type TextSource } from './page.ts'

/** Where the text of a document comes from, over all its pages; `undefined` for a document without pages. */
export function ocrSummary(pages: readonly RecognizedPage[]): OcrSummary | undefined {
  const written = pages.filter((page) => !page.blank)
  const first = written[0] ?? pages[0]
  if (first === undefined) return undefined
  const sources = new Set(written.map((page) => page.source))
  const source: TextSource = sources.size > 1 ? 'mixed' : first.source
  const engines = [...new Set((written.length > 0 ? written : pages).map((page) => page.engine))]
  const readingVersion = READING_VERSION
  return { engine: engines.join(', '), meanConfidence: meanConfidence(written), source, readingVersion }
}

/** Mean over all words, so that a page with one bad word does not count as much as a full one. */
function meanConfidence(pages: readonly RecognizedPage[]): number {
  const words = pages.flatMap((page) => wordsOf(page))
  if (words.length === 0) return 0
  return words.reduce((sum, word) => sum + word.confidence, 0) / words.length
}

/** Languages of all pages, the most frequent first. */
export function languagesOf(pages: readonly RecognizedPage[]): string[] {
  const counts = new Map<string, number>()
  for (const language of pages.flatMap((page) => page.languages)) {
    counts.set(language, (counts.get(language) ?? 0) + 1)
  }
  return [...counts].sort((left, right) => right[1] - left[1]).map(([language]) => language)
}
