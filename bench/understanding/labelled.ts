import { readFileSync } from 'node:fs'
import { textPages } from '../../src/domain/extraction/text-page.ts'
import type { LabelledDocument } from './learning.ts'

/** Labelled texts from a file: JSON lines with `label` and `text`, or CSV with the columns `label,text` (RFC 4180). */
export function readLabelled(path: string): readonly LabelledDocument[] {
  const content = readFileSync(path, 'utf8')
  const rows = /\.(?:jsonl|ndjson|json)$/i.test(path) ? jsonRows(content) : csvRows(content)
  if (rows.length === 0) throw new Error(`${path} holds no labelled texts: CSV "label,text" or JSON lines.`)
  return rows.map(({ label, text }, index) => ({ id: `${path}:${index}`, label, pages: textPages(text) }))
}

interface Row {
  readonly label: string
  readonly text: string
}

function jsonRows(content: string): readonly Row[] {
  return content
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Row)
}

/** The first line names the columns; without `label` and `text` there, the first two columns are taken. */
function csvRows(content: string): readonly Row[] {
  const records = csvRecords(content)
  const head = records[0]?.map((name) => name.trim().toLowerCase()) ?? []
  const hasHead = head.includes('label') && head.includes('text')
  const [labelAt, textAt] = hasHead ? [head.indexOf('label'), head.indexOf('text')] : [0, 1]
  return records
    .slice(hasHead ? 1 : 0)
    .map((record) => ({ label: record[labelAt] ?? '', text: record[textAt] ?? '' }))
    .filter(({ label }) => label !== '')
}

function csvRecords(content: string): readonly (readonly string[])[] {
  const records: string[][] = []
  let record: string[] = []
  const endRecord = (): void => {
    if (record.length > 1 || (record[0] ?? '') !== '') records.push(record)
    record = []
  }
  for (const [, quoted, plain, end] of content.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    record.push(quoted === undefined ? (plain ?? '') : quoted.replace(/""/g, '"'))
    if (end !== ',') endRecord()
  }
  return records
}
