import type { CodeModules } from './qr-code-writer.ts'

/** A letter of the city as it is printed and put into an envelope with a window. */
export interface PrintableLetter {
  /** Small line above the address, such as the name of the city and of the unit. */
  readonly sender: string
  /** Lines of the address. */
  readonly recipient: readonly string[]
  /** Label and value beside the address: our reference, the day. */
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  readonly subject: string
  readonly paragraphs: readonly string[]
  readonly list: readonly string[]
  /** The way to answer, in a frame with the code beside it. */
  readonly answer: {
    readonly title: string
    readonly steps: readonly string[]
    readonly link: string
    readonly codeLabel: string
    readonly code: string
  }
  readonly closing: readonly string[]
}

/** Draws letters as pages of a PDF, A4, address where the window of an envelope is (DIN 5008, form B). */
export interface LetterPageWriter {
  /** @param code the link as a matrix */
  letterOf(letter: PrintableLetter, code: CodeModules): Promise<Uint8Array>
}
