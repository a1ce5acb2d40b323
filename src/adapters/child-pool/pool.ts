import { fileURLToPath } from 'node:url'
import { startChild, type Child, type ChildOptions } from './child.ts'
import type { ChildLimits } from './command.ts'
import type { Call, SandboxSettings } from './protocol.ts'
import { findWalls, type Walls } from './walls.ts'

export interface PoolOptions {
  /** The module that a child runs: `main-sandbox` beside the composing module, see `entryBeside`. */
  readonly entry: URL
  /** Children at work at the same time. */
  readonly size: number
  readonly settings: SandboxSettings
  readonly limits?: Partial<ChildLimits>
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
/** A start takes a second of processor time and the compiling of what is called often another: a hundred pages with text. */
const DEFAULT_RECYCLE_AFTER_CALLS = 2000
const DEFAULT_RECYCLE_ABOVE_MIB = 700
/** So often the memory of a child at rest is looked at. */
const CALLS_A_LOOK = 20
/** Pages with text take some milliseconds and are gone through file by file; nobody waits for a page that is recognised. */
const PATIENCE_MS = 50

/** Calls find a child in the order in which they come, or the one that has their file open. */
export interface Pool {
  run(call: Call, wallMs: number, signal: AbortSignal): Promise<unknown>
  close(): Promise<void>
}

interface Slot {
  readonly child: Child
  /** Of the call before; the child has this file open still. */
  path: string | undefined
  calls: number
  /** Holds more memory than it should when it does nothing. */
  isSwollen: boolean
}

interface Waiting {
  readonly path: string | undefined
  readonly sinceMs: number
  readonly start: (slot: Slot) => void
  readonly refuse: (reason: Error) => void
}

export function createPool(options: PoolOptions): Pool {
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
  const takeIdle = (path: string | undefined): Slot | undefined => {
    const place = idle.findIndex((slot) => slot.path === path)
    return place === -1 ? idle.pop() : idle.splice(place, 1)[0]
  }
  const takeSlot = (path: string | undefined): Slot | undefined => {
    for (let slot = takeIdle(path); slot !== undefined; slot = takeIdle(path)) {
      if (slot.child.isAlive()) return slot
    }
    return busy.size < options.size
      ? { child: startChild(childOptions(options, walls)), path: undefined, calls: 0, isSwollen: false }
      : undefined
  }
  const startNext = (): void => {
    while (queue.length > 0) {
      try {
        const slot = takeSlot(queue[0]?.path)
        if (slot === undefined) return
        busy.add(slot)
        takeWaiting(queue, slot)?.start(slot)
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
  const waitForSlot = (path: string | undefined, signal: AbortSignal): Promise<Slot> =>
    new Promise((resolve, reject) => {
      const onAbort = (): void => {
        const place = queue.indexOf(waiting)
        if (place !== -1) queue.splice(place, 1)
        reject(signal.reason as Error)
      }
      const waiting: Waiting = {
        path,
        sinceMs: performance.now(),
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
      const slot = await waitForSlot(pathOf(call), signal)
      try {
        slot.path = pathOf(call)
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

/** The call that waits longest, or one for the file that the child has open: that one is not opened again. */
function takeWaiting(queue: Waiting[], { path }: Slot): Waiting | undefined {
  const place = queue.findIndex((waiting) => waiting.path === path)
  const isLate = performance.now() - (queue[0]?.sinceMs ?? 0) > PATIENCE_MS
  return place === -1 || isLate ? queue.shift() : queue.splice(place, 1)[0]
}

function pathOf({ args }: Call): string | undefined {
  const [first] = args
  return first !== undefined && 'path' in first ? first.path : undefined
}

/** What one child of such a pool starts with. */
export function childOptions(
  { entry, execArgv, settings, limits }: PoolOptions,
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
