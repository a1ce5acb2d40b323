/** Stored bytes: the object's key, size and hash. What is read is checked against them. */
export interface StoredObject {
  readonly key: string
  readonly mediaType: string
  readonly sizeBytes: number
  /** Hexadecimal SHA-256. */
  readonly sha256: string
}
