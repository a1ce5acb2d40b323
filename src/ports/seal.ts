/** Proves that a text was written by this installation: a keyed hash whose key the database does not hold. */
export interface Seal {
  /** Tells keys apart and says nothing of them: 16 hexadecimal digits. */
  readonly keyId: string
  /** Hexadecimal. */
  seal(text: string): string
  isGenuine(text: string, seal: string): boolean
}
