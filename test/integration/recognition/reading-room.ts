import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createChildPoolReader,
  type ChildPoolOptions,
  type WalledReader,
} from '../../../src/adapters/child-pool/child-pool.ts'
import type { PageReading, SourceFile } from '../../../src/ports/document-reader.ts'
import { SANDBOX } from '../../support/sandbox-entry.ts'

/** A pool of readers with a folder of its own for the files that a test makes. */
export interface ReadingRoom {
  readonly reader: WalledReader
  readonly folder: string
  keep(bytes: Uint8Array, mediaType: string): Promise<SourceFile>
  read(source: SourceFile, pageNumber?: number): Promise<PageReading>
  close(): Promise<void>
}

export const NEVER = new AbortController().signal

export async function openReadingRoom(options: Partial<ChildPoolOptions> = {}): Promise<ReadingRoom> {
  const folder = await mkdtemp(join(tmpdir(), 'poststelle-test-'))
  const reader = createChildPoolReader({
    ...SANDBOX,
    size: 1,
    settings: { engine: 'tesseract.js' },
    ...options,
  })
  return {
    reader,
    folder,
    async keep(bytes, mediaType) {
      const path = join(folder, randomUUID())
      await writeFile(path, bytes)
      return { path, mediaType }
    },
    read: (source, pageNumber = 1) =>
      reader.readPage(source, pageNumber, { languages: ['deu', 'eng'] }, NEVER),
    async close() {
      await reader[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
