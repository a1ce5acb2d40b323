import type { ReportView, ViewRow } from '../report-view.ts'

/** A line of the index of documents (Inhaltsverzeichnis). */
export interface ListedDocument {
  readonly number: number
  /** As people read it; empty when it is not known. */
  readonly date: string
  readonly text: string
  readonly pages: number
  /** Place among the bound parts, from 0; absent for what is not in the file. */
  readonly part?: number
}

/** What stands before the pages of the documents. */
export interface FrontMatter {
  readonly title: string
  readonly note: string
  readonly facts: readonly ViewRow[]
  readonly listed: readonly ListedDocument[]
  /** Said below the index. */
  readonly remarks: readonly string[]
}

const INDEX_COLUMNS = [
  { label: 'Nr.', isNumber: true, share: 0.07 },
  { label: 'Datum', isNumber: false, share: 0.14 },
  { label: 'Absender, Betreff', isNumber: false, share: 0.59 },
  { label: 'Seiten', isNumber: true, share: 0.09 },
  { label: 'ab Seite', isNumber: true, share: 0.11 },
] as const

export function coverView({ title, note, facts }: FrontMatter): ReportView {
  return { title, note, sections: [{ title: 'Angaben zur Akte', rows: facts }] }
}

/** @param firstPages page on which each part begins */
export function indexView({ listed, remarks }: FrontMatter, firstPages: readonly number[]): ReportView {
  const rows = listed.map(({ number, date, text, pages, part }) => [
    String(number),
    date,
    text,
    part === undefined ? '–' : String(pages),
    part === undefined ? '–' : String(firstPages[part] ?? ''),
  ])
  return {
    title: 'Inhaltsverzeichnis',
    note: listed.length === 1 ? '1 Dokument' : `${listed.length} Dokumente`,
    sections: [
      { title: 'Dokumente', rows: [], table: { columns: INDEX_COLUMNS, rows } },
      ...(remarks.length === 0 ? [] : [{ title: 'Hinweise', rows: [], text: remarks.join('\n') }]),
    ],
  }
}

/** Page on which each part begins, counted from 1 with the pages before it. */
export function firstPagesOf(frontPages: number, pageCounts: readonly number[]): number[] {
  let next = frontPages + 1
  return pageCounts.map((count) => {
    const first = next
    next += count
    return first
  })
}
