/** The squares of a matrix code without the white around it. */
export interface CodeModules {
  /** Squares a side. */
  readonly size: number
  isDark(column: number, row: number): boolean
}

/** Draws QR codes: as SVG, or square by square. */
export interface QrCodeWriter {
  write(text: string): Promise<string>
  /** In large squares, for what gets torn, stained and scanned. */
  modules(text: string): Promise<CodeModules>
}
