import { readFile, stat } from 'node:fs/promises'
import { MailroomError } from '../../domain/errors.ts'
import { mayHaveUserUnits } from './byte-marks.ts'
import type { PdfiumEngine } from './engine.ts'

/** Values of FPDF_GetLastError (fpdfview.h). */
const ERROR_PASSWORD = 4
const ERROR_SECURITY = 5

/** A document in the engine's memory. */
export interface LoadedDocument {
  readonly handle: number
  /** Points of one unit of each page; empty where all have the usual one. */
  readonly userUnits: UserUnits
  /** The bytes of the file; the view is void after the engine's memory has grown. */
  bytes(): Uint8Array
  /** To be called once by everyone who took it. */
  giveBack(): void
}

export type UserUnits = ReadonlyMap<number, number>

/** Reads the user units from the bytes of a PDF, by page number; those that are 1 may be left out. */
export type ReadUserUnits = (bytes: Uint8Array) => Promise<UserUnits>

const USUAL_UNITS: UserUnits = new Map()

/** Runs work of the engine and drops the engine when its memory cannot be trusted any more. */
type Guard = <Result>(work: () => Result) => Result

/** The documents of one engine. */
export interface KeptDocuments {
  take(path: string): Promise<LoadedDocument>
}

interface Kept {
  readonly key: string
  readonly handle: number
  readonly data: number
  readonly length: number
  readonly userUnits: UserUnits
  users: number
}

/**
 * Keeps the document that was used last until another one is opened, because pages are asked for one by one and mostly
 * of the same file. A file that was changed or replaced is another one.
 */
export function createKeptDocuments(
  engine: PdfiumEngine,
  guard: Guard,
  readUserUnits: ReadUserUnits,
): KeptDocuments {
  let last: Kept | undefined
  const closeUnused = (kept: Kept | undefined): void => {
    if (kept === undefined || kept === last || kept.users > 0) return
    engine._FPDF_CloseDocument(kept.handle)
    engine.wasmExports.free(kept.data)
  }
  const open = async (path: string, key: string): Promise<Kept> => {
    const bytes = await readFile(path)
    const userUnits = mayHaveUserUnits(bytes) ? await readUserUnits(bytes) : USUAL_UNITS
    // From here on nothing waits, so that two that are opened at once do not lose one another.
    const before = last
    last = undefined
    guard(() => {
      closeUnused(before)
    })
    const opened = { key, users: 1, userUnits, ...guard(() => load(engine, bytes)) }
    last = opened
    return opened
  }
  return {
    async take(path) {
      const key = await identityOf(path)
      const kept = last?.key === key ? again(last) : await open(path, key)
      return {
        handle: kept.handle,
        userUnits: kept.userUnits,
        bytes: () => engine.HEAPU8.subarray(kept.data, kept.data + kept.length),
        giveBack: () => {
          kept.users--
          closeUnused(kept)
        },
      }
    },
  }
}

function again(kept: Kept): Kept {
  kept.users++
  return kept
}

async function identityOf(path: string): Promise<string> {
  const { dev, ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true })
  return [path, dev, ino, size, mtimeNs, ctimeNs].join('\n')
}

function load(engine: PdfiumEngine, bytes: Uint8Array): Pick<Kept, 'handle' | 'data' | 'length'> {
  const data = engine.wasmExports.malloc(bytes.length)
  if (data === 0) throw new MailroomError('document-limits', 'The PDF is too large for memory.')
  engine.HEAPU8.set(bytes, data)
  const handle = engine._FPDF_LoadMemDocument(data, bytes.length, 0)
  if (handle !== 0) return { handle, data, length: bytes.length }
  const reason = engine._FPDF_GetLastError()
  engine.wasmExports.free(data)
  if (reason === ERROR_PASSWORD || reason === ERROR_SECURITY) {
    throw new MailroomError('document-encrypted', 'The PDF needs a password.', { facts: { reason } })
  }
  throw new MailroomError('document-damaged', 'The PDF cannot be opened.', { facts: { reason } })
}
