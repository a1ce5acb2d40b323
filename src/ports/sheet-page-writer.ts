import type { PrintableSheet } from '../domain/stacks/printable-sheet.ts'
import type { CodeModules } from './qr-code-writer.ts'

/** Draws separator and cover sheets as pages of a PDF, A4, so that half of a sheet or one that is turned can be read. */
export interface SheetPageWriter {
  /** @param code the sheet's code as a matrix */
  sheetsOf(sheet: PrintableSheet, code: CodeModules, copies: number): Promise<Uint8Array>
}
