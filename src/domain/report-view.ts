/** Something laid out for people to read: headings, labelled values and tables. */
export interface ReportView {
  readonly title: string
  readonly note: string
  /** Of the words in it; German when absent. */
  readonly language?: 'de' | 'en'
  /** The narrow side down, where it is a page that people print and keep; lists are broad. */
  readonly upright?: boolean
  readonly sections: readonly ViewSection[]
}

export interface ViewSection {
  readonly title: string
  /** Label and value; only what there is. */
  readonly rows: readonly ViewRow[]
  readonly table?: ViewTable
  /** Running text over the whole width; its line breaks are kept. */
  readonly text?: string
}

export interface ViewRow {
  readonly label: string
  readonly value: string
}

export interface ViewTable {
  readonly columns: readonly ViewColumn[]
  readonly rows: readonly (readonly string[])[]
}

export interface ViewColumn {
  readonly label: string
  readonly isNumber: boolean
  /** Share of the width, 0..1. */
  readonly share: number
}
