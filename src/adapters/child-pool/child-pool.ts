import { fileURLToPath } from 'node:url'
import type {
  DocumentFacts,
  DocumentReader,
  ExtractedFile,
  PagePreview,
  PageReading,
  ViewCopy,
} from '../../ports/document-reader.ts'
import type { ArchiveOpener, OpenedArchive } from '../../ports/archive-opener.ts'
import type { BoundFile, CaseFileBinder } from '../../ports/case-file-binder.ts'
import type { MailOpener, OpenedMail } from '../../ports/mail-opener.ts'
import type { PdfConverter, WrittenPdf } from '../../ports/pdf-converter.ts'
import type { FileTraces, PageTraces, Redactor } from '../../ports/redactor.ts'
import { startChild, type Child, type ChildOptions } from './child.ts'
import type { ChildLimits } from './command.ts'
import type { Call, SandboxSettings } from './protocol.ts'
import { findWalls, type Walls } from './walls.ts'

/** Wall time of each kind of call, in milliseconds. */
export interface WallLimits {
  readonly inspectMs: number
  readonly readPageMs: number
  readonly drawPageMs: number
  readonly viewCopyMs: number
  readonly viewCopyPerPageMs: number
  /** Drawing a page, burning it and packing it again. */
  readonly redactPerPageMs: number
  readonly openMailMs: number
  readonly toPdfMs: number
  readonly openArchiveMs: number
}

export interface ChildPoolOptions {
  /** The module that a child runs: `main-sandbox` beside the composing module, see `entryBeside`. */
  readonly entry: URL
  /** Children at work at the same time. */
  readonly size: number
  readonly settings: SandboxSettings
  readonly limits?: Partial<ChildLimits>
  readonly wall?: Partial<WallLimits>
  /** A child is replaced after this many calls, so that whatever a document left in it does not stay. */
  readonly recycleAfterCalls?: number
  /** A child that holds more is replaced between two calls: WebAssembly memory grows and never shrinks. */
  readonly recycleAboveMiB?: number
  /** What this system can put around a child; tried out when absent. */
  readonly walls?: Walls
  /** Options of this process's Node that a child may need to load its modules. */
  readonly execArgv?: readonly string[]
}

const DEFAULT_LIMITS: ChildLimits = {
  memoryMiB: 1536,
  dataMiB: 3072,
  cpuSeconds: 7200,
  fileMiB: 2048,
  openFiles: 256,
}
const DEFAULT_WALL: WallLimits = {
  inspectMs: 30_000,
  readPageMs: 60_000,
  drawPageMs: 30_000,
  viewCopyMs: 60_000,
  viewCopyPerPageMs: 500,
  redactPerPageMs: 3_000,
  openMailMs: 60_000,
  toPdfMs: 120_000,
  openArchiveMs: 60_000,
}
/** A start takes a second of processor time and the compiling of what is called often another: a hundred pages with text. */
const DEFAULT_RECYCLE_AFTER_CALLS = 2000
const DEFAULT_RECYCLE_ABOVE_MIB = 700
/** So often the memory of a child at rest is looked at. */
const CALLS_A_LOOK = 20

/**
 * URL of the module `name` beside another one, in source (`.ts`) as well as compiled (`.js`).
 *
 * @param moduleUrl `import.meta.url` of the composing module
 */
export function entryBeside(moduleUrl: string, name: string): URL {
  const extension = moduleUrl.endsWith('.ts') ? 'ts' : 'js'
  return new URL(`./${name}.${extension}`, moduleUrl)
}

/** All that is done behind the wall. */
export type WalledReader = DocumentReader &
  MailOpener &
  ArchiveOpener &
  PdfConverter &
  CaseFileBinder &
  Redactor

/** Reads documents in a pool of limited child processes. Children start with the first call that needs them. */
export function createChildPoolReader(options: ChildPoolOptions): WalledReader {
  const pool = createPool(options)
  const wall = { ...DEFAULT_WALL, ...options.wall }
  return {
    inspect: (source, signal) =>
      pool.run({ method: 'inspect', args: [source] }, wall.inspectMs, signal) as Promise<DocumentFacts>,
    readPage: (source, pageNumber, readOptions, signal) => {
      const call: Call = { method: 'readPage', args: [source, pageNumber, readOptions] }
      return pool.run(call, wall.readPageMs, signal) as Promise<PageReading>
    },
    drawPage: (source, pageNumber, drawOptions, signal) => {
      const call: Call = { method: 'drawPage', args: [source, pageNumber, drawOptions] }
      return pool.run(call, wall.drawPageMs, signal) as Promise<PagePreview>
    },
    writeViewCopy: (source, request, signal) => {
      const wallMs = wall.viewCopyMs + request.pages.length * wall.viewCopyPerPageMs
      return pool.run(
        { method: 'writeViewCopy', args: [source, request] },
        wallMs,
        signal,
      ) as Promise<ViewCopy>
    },
    openMail: (source, targetPath, signal) => {
      const call: Call = { method: 'openMail', args: [source, targetPath] }
      return pool.run(call, wall.openMailMs, signal) as Promise<readonly OpenedMail[]>
    },
    openArchive: (source, targetPath, signal) => {
      const call: Call = { method: 'openArchive', args: [source, targetPath] }
      return pool.run(call, wall.openArchiveMs, signal) as Promise<OpenedArchive>
    },
    toPdf: (source, targetPath, signal) =>
      pool.run({ method: 'toPdf', args: [source, targetPath] }, wall.toPdfMs, signal) as Promise<WrittenPdf>,
    extractPages: (source, request, signal) => {
      const wallMs = wall.viewCopyMs + request.pages.length * wall.viewCopyPerPageMs
      const call: Call = { method: 'extractPages', args: [source, request] }
      return pool.run(call, wallMs, signal) as Promise<ExtractedFile>
    },
    ...giving(pool, wall),
    [Symbol.asyncDispose]: () => pool.close(),
  }
}

/** What is given out is made behind the wall, too. */
function giving(pool: Pool, wall: WallLimits): CaseFileBinder & Redactor {
  const long = (pages: number, eachMs: number): number => wall.viewCopyMs + pages * eachMs
  return {
    bindCaseFile: (request, signal) => {
      const pages = request.parts.reduce((sum, { pageCount }) => sum + pageCount, 0)
      const wallMs = long(pages, wall.viewCopyPerPageMs)
      return pool.run({ method: 'bindCaseFile', args: [request] }, wallMs, signal) as Promise<BoundFile>
    },
    redact: (source, request, signal) => {
      const wallMs = long(request.pages.length, wall.redactPerPageMs)
      const call: Call = { method: 'redact', args: [source, request] }
      return pool.run(call, wallMs, signal) as Promise<ExtractedFile>
    },
    searchRedacted: (source, request, signal) => {
      const call: Call = { method: 'searchRedacted', args: [source, request] }
      return pool.run(call, long(request.pageCount, wall.viewCopyPerPageMs), signal) as Promise<FileTraces>
    },
    rereadRedacted: (source, pageNumber, request, signal) => {
      const call: Call = { method: 'rereadRedacted', args: [source, pageNumber, request] }
      return pool.run(call, wall.readPageMs, signal) as Promise<PageTraces>
    },
  }
}

interface Pool {
  run(call: Call, wallMs: number, signal: AbortSignal): Promise<unknown>
  close(): Promise<void>
}

interface Slot {
  readonly child: Child
  calls: number
  /** Holds more memory than it should when it does nothing. */
  isSwollen: boolean
}

interface Waiting {
  readonly start: (slot: Slot) => void
  readonly refuse: (reason: Error) => void
}

function createPool(options: ChildPoolOptions): Pool {
  const walls = options.walls ?? findWalls()
  const idle: Slot[] = []
  const busy = new Set<Slot>()
  const queue: Waiting[] = []
  const leaving = new Set<Promise<void>>()
  const recycleAfter = options.recycleAfterCalls ?? DEFAULT_RECYCLE_AFTER_CALLS
  const recycleAboveMiB = options.recycleAboveMiB ?? DEFAULT_RECYCLE_ABOVE_MIB
  let closed = false

  const retire = ({ child }: Slot): void => {
    const end = child.end().finally(() => leaving.delete(end))
    leaving.add(end)
  }
  const takeSlot = (): Slot | undefined => {
    for (let slot = idle.pop(); slot !== undefined; slot = idle.pop()) {
      if (slot.child.isAlive()) return slot
    }
    return busy.size < options.size
      ? { child: startChild(childOptions(options, walls)), calls: 0, isSwollen: false }
      : undefined
  }
  const startNext = (): void => {
    while (queue.length > 0) {
      try {
        const slot = takeSlot()
        if (slot === undefined) return
        busy.add(slot)
        queue.shift()?.start(slot)
      } catch (error) {
        // No child can be started, for want of memory or disk; that is the failure of the call that waits for it.
        queue.shift()?.refuse(error instanceof Error ? error : new Error(String(error)))
      }
    }
  }
  /** What is seen counts after the next call. */
  const look = async (slot: Slot): Promise<void> => {
    slot.isSwollen = (await slot.child.residentMiB()) > recycleAboveMiB
  }
  const giveBack = (slot: Slot): void => {
    busy.delete(slot)
    slot.calls++
    if (closed || slot.isSwollen || slot.calls >= recycleAfter || !slot.child.isAlive()) retire(slot)
    else idle.push(slot)
    startNext()
    if (slot.calls % CALLS_A_LOOK === 0) void look(slot)
  }
  const waitForSlot = (signal: AbortSignal): Promise<Slot> =>
    new Promise((resolve, reject) => {
      const onAbort = (): void => {
        const place = queue.indexOf(waiting)
        if (place !== -1) queue.splice(place, 1)
        reject(signal.reason as Error)
      }
      const waiting: Waiting = {
        start: (slot) => {
          signal.removeEventListener('abort', onAbort)
          resolve(slot)
        },
        refuse: (reason) => {
          signal.removeEventListener('abort', onAbort)
          reject(reason)
        },
      }
      signal.addEventListener('abort', onAbort, { once: true })
      queue.push(waiting)
      startNext()
    })

  return {
    async run(call, wallMs, signal) {
      signal.throwIfAborted()
      if (closed) throw new Error('The pool of readers is closed.')
      const slot = await waitForSlot(signal)
      try {
        return await slot.child.call(call, wallMs, signal)
      } finally {
        giveBack(slot)
      }
    },
    async close() {
      closed = true
      for (const waiting of queue.splice(0)) waiting.refuse(new Error('The pool of readers is closed.'))
      for (const slot of [...idle.splice(0), ...busy]) retire(slot)
      await Promise.all(leaving)
    },
  }
}

/** What one child of such a pool starts with. */
export function childOptions(
  { entry, execArgv, settings, limits }: ChildPoolOptions,
  walls: Walls = findWalls(),
): ChildOptions {
  return {
    entryPath: fileURLToPath(entry),
    execArgv: execArgv ?? process.execArgv,
    settings,
    limits: { ...DEFAULT_LIMITS, ...limits },
    walls,
  }
}
