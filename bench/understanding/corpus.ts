import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { textPages } from '../../src/domain/extraction/text-page.ts'
import type { ReadablePage } from '../../src/domain/extraction/reading.ts'

/** A line of a set's truth file; see the README of the corpus. */
export interface CorpusItem {
  readonly id: string
  readonly file?: string | null
  readonly text_file?: string | null
  /** Of an electronic invoice inside a PDF. */
  readonly xml_file?: string | null
  readonly text?: string
  readonly lang?: string
  readonly kind?: string
  readonly input?: string
  readonly label?: string
  readonly doctype?: string | null
  readonly sender?: string
  readonly iban?: string
  readonly valid?: boolean
  readonly expected?: readonly unknown[]
  readonly file_numbers?: readonly string[]
  readonly fields?: Readonly<Record<string, unknown>> | null
  readonly visible_fields?: readonly string[]
}

/** Undefined when the corpus has no such set. */
export function readItems(
  corpusDir: string,
  set: string,
  file = 'truth.jsonl',
): readonly CorpusItem[] | undefined {
  const path = join(corpusDir, set, file)
  if (!existsSync(path)) return undefined
  return jsonLines(path) as readonly CorpusItem[]
}

export function jsonLines(path: string): readonly unknown[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): unknown => JSON.parse(line))
}

/** Pages that were recognised before, by `set/id`; each line is `{"id": "set/id", "pages": […]}` or `{"id", "text"}`. */
export function readRecognised(path: string): ReadonlyMap<string, readonly ReadablePage[]> {
  const lines = jsonLines(path) as readonly { id: string; pages?: readonly ReadablePage[]; text?: string }[]
  return new Map(lines.map((line) => [line.id, line.pages ?? textPages(line.text ?? '')]))
}

/** Pages of an item from its transcript, columns kept; undefined when it has none. */
export function transcriptOf(
  corpusDir: string,
  set: string,
  item: CorpusItem,
): readonly ReadablePage[] | undefined {
  if (typeof item.text_file !== 'string') return undefined
  const path = join(corpusDir, set, item.text_file)
  return existsSync(path) ? textPages(readFileSync(path, 'utf8')) : undefined
}
