/** One record a line, as canonical MongoDB Extended JSON, in the order of `_id`. */
export type ReadRecords = (collection: string) => AsyncIterable<string>

/** Every record of the installation as text that no database is needed for to read. */
export interface RecordArchive {
  readonly collections: readonly string[]
  /** What the work reads is of one point in time, while people go on working. */
  snapshot<T>(work: (read: ReadRecords) => Promise<T>, signal: AbortSignal): Promise<T>
  isEmpty(signal: AbortSignal): Promise<boolean>
  insert(collection: string, lines: readonly string[], signal: AbortSignal): Promise<void>
}
