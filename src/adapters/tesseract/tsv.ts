import type { RecognizedWord } from '../../ports/text-recognizer.ts'

/** Columns of Tesseract's TSV: level, page, block, paragraph, line, word, left, top, width, height, confidence, text. */
const COLUMNS = 12
const LEVEL_WORD = '5'
/** Full confidence is kept for words that a document brought along as text. */
const MAX_CONFIDENCE = 0.99
/** More lines than a paragraph has. */
const MAX_LINES = 10_000

/**
 * Words of Tesseract's TSV output. Words it rejected (confidence below 0) and empty ones are left out; lines are
 * numbered through each block.
 */
export function parseTsv(tsv: string): RecognizedWord[] {
  return tsv.split('\n').flatMap((row) => parseRow(row.split('\t')) ?? [])
}

function parseRow(columns: readonly string[]): RecognizedWord | undefined {
  const text = columns[COLUMNS - 1]?.trim().normalize('NFC') ?? ''
  if (columns[0] !== LEVEL_WORD || text === '') return undefined
  const at = (column: number): number => Number(columns[column])
  const percent = at(10)
  if (!(percent >= 0)) return undefined
  return {
    text,
    box: { left: at(6), top: at(7), right: at(6) + at(8), bottom: at(7) + at(9) },
    confidence: Math.min(MAX_CONFIDENCE, percent / 100),
    block: at(2),
    line: at(3) * MAX_LINES + at(4),
  }
}
