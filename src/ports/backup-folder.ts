import type { Content } from '../domain/integrity/finding.ts'

/** A folder that backups are written to. Paths are relative, their parts joined by `/`. */
export interface BackupFolder {
  /** Durable on return; a file that was there is replaced as a whole. Tells what was written. */
  write(path: string, content: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<Content>
  /** @throws {MailroomError} `not-found` */
  read(path: string, signal: AbortSignal): AsyncIterable<Uint8Array>
  /** `undefined` when there is no such file. */
  sizeOf(path: string): Promise<number | undefined>
}
