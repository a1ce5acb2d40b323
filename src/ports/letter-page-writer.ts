import type { CodeModules } from './qr-code-writer.ts'

/** A letter of the city as it is printed and put into an envelope with a window. */
export interface PrintableLetter {
  /** What stands on all letters of the city; without it the sender stands at the top. */
  readonly head?: {
    readonly office: string
    /** Below the office. */
    readonly address: readonly string[]
    /** At the upper right. */
    readonly contact: readonly string[]
  }
  /** Small line above the address, such as the name of the city and of the unit. */
  readonly sender: string
  /** Lines of the address. */
  readonly recipient: readonly string[]
  /** Label and value beside the address: our reference, the day. */
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  readonly subject: string
  /** Lines of a paragraph are parted by line feeds. */
  readonly paragraphs: readonly string[]
  readonly list: readonly string[]
  /** The way to answer, in a frame with the code beside it. */
  readonly answer?: {
    readonly title: string
    readonly steps: readonly string[]
    readonly link: string
    readonly codeLabel: string
    readonly code: string
    /** The link as a matrix. */
    readonly modules: CodeModules
  }
  readonly closing: readonly string[]
  /** At the foot of every page. */
  readonly footer?: readonly string[]
}

export interface PrintedLetter {
  readonly bytes: Uint8Array
  readonly pageCount: number
}

/** Draws letters as pages of a PDF, A4, address where the window of an envelope is (DIN 5008, form B). */
export interface LetterPageWriter {
  letterOf(letter: PrintableLetter): Promise<PrintedLetter>
}
