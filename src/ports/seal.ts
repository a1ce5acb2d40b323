/** Proves that a text was written by this installation: a keyed hash whose key the database does not hold. */
export interface Seal {
  /** Hexadecimal. */
  seal(text: string): string
  isGenuine(text: string, seal: string): boolean
}
