import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MailroomError, type ErrorCode } from '../../domain/errors.ts'
import { childCommand, type ChildLimits } from './command.ts'
import {
  FOLDER_PREFIX,
  isFromChild,
  type Call,
  type Failure,
  type FromChild,
  type SandboxSettings,
  type ToChild,
} from './protocol.ts'
import { processUsage } from './process-usage.ts'
import type { Walls } from './walls.ts'
import { watchOver } from './watch.ts'

/** Start of Node, loading of the engines; generous, because a loaded machine starts slowly. */
const START_MS = 60_000
const STDERR_TAIL_CHARS = 4000
/** What the child may report as a code. Anything else is a defect of the child. */
const CHILD_CODES: ReadonlySet<string> = new Set<ErrorCode>([
  'document-damaged',
  'document-encrypted',
  'document-limits',
  'page-geometry-invalid',
  'recognition-failed',
  'recognition-out-of-memory',
  'unsupported-media-type',
  'already-exists',
  'xml-forbidden',
  'xml-unknown',
  'picture-unreadable',
  'conversion-unavailable',
  'insufficient-storage',
])

export interface ChildOptions {
  readonly entryPath: string
  readonly execArgv: readonly string[]
  readonly settings: SandboxSettings
  readonly limits: ChildLimits
  readonly walls: Walls
}

/** One process behind the wall. It does one call at a time and is gone for good after the first breach. */
export interface Child {
  readonly isAlive: () => boolean
  /** With all that it started; 0 where the system does not tell. */
  residentMiB(): Promise<number>
  /** Fails with the child's own error, or with the reason why it was ended. */
  call(call: Call, wallMs: number, signal: AbortSignal): Promise<unknown>
  /** Resolves when the process is gone and its folder removed. */
  end(): Promise<void>
}

interface Ending {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

export function startChild(options: ChildOptions): Child {
  const folder = mkdtempSync(join(tmpdir(), FOLDER_PREFIX))
  const child = spawnConfined(options, folder)
  let stderrTail = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderrTail = (stderrTail + text).slice(-STDERR_TAIL_CHARS)
  })
  const ended = new Promise<Ending>((resolve) => {
    child.once('exit', (code, signal) => {
      resolve({ code, signal })
    })
    child.once('error', () => {
      resolve({ code: null, signal: null })
    })
  }).then((ending) => {
    alive = false
    rmSync(folder, { recursive: true, force: true })
    return ending
  })
  let alive = true
  let lastId = 0
  let killedFor: MailroomError | undefined
  const kill = (reason?: MailroomError): void => {
    killedFor ??= reason
    alive = false
    killGroup(child)
  }
  let isReady = false
  const ready = waitForReady(child).then(() => {
    isReady = true
  })
  send(child, { kind: 'start', settings: options.settings })

  return {
    isAlive: () => alive,
    residentMiB: async () =>
      (child.pid === undefined ? undefined : await processUsage(child.pid))?.residentMiB ?? 0,
    async call(call, wallMs, signal) {
      const id = ++lastId
      const watch = watchOver(child.pid, options.limits.memoryMiB, kill)
      const onAbort = (): void => {
        kill()
      }
      signal.addEventListener('abort', onAbort, { once: true })
      try {
        const died = ended.then((ending) => {
          throw killedFor ?? (isReady ? deathReason(ending, stderrTail) : notStarted(ending, stderrTail))
        })
        watch.allow(START_MS)
        await Promise.race([ready, died])
        watch.allow(wallMs)
        const reply = waitForReply(child, id)
        send(child, { kind: 'call', id, call })
        return await Promise.race([reply, died])
      } catch (error) {
        if (signal.aborted) throw signal.reason
        throw error
      } finally {
        signal.removeEventListener('abort', onAbort)
        watch.stop()
      }
    },
    async end() {
      kill()
      await ended
    },
  }
}

/** A group of its own, so that a kill reaches what the child started; an empty environment but for what Node needs. */
function spawnConfined({ entryPath, execArgv, limits, walls }: ChildOptions, folder: string): ChildProcess {
  const { file, args } = childCommand(entryPath, limits, execArgv, walls)
  return spawn(file, args, {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
    detached: true,
    windowsHide: true,
    env: {
      TMPDIR: folder,
      TEMP: folder,
      TMP: folder,
      LANG: 'C.UTF-8',
      OMP_THREAD_LIMIT: '1',
      // Pictures of pages go back to the system when they are freed; without these, glibc keeps some 100 MiB a child.
      MALLOC_ARENA_MAX: '2',
      MALLOC_MMAP_THRESHOLD_: String(1024 * 1024),
      UV_THREADPOOL_SIZE: '2',
    },
  })
}

function send(child: ChildProcess, message: ToChild): void {
  // A dead child is noticed by its exit; the write error adds nothing.
  child.send(message, () => undefined)
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    child.kill('SIGKILL')
  }
}

function waitForReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    const listen = (message: unknown): void => {
      if (!isFromChild(message) || message.kind !== 'ready') return
      child.off('message', listen)
      resolve()
    }
    child.on('message', listen)
  })
}

function waitForReply(child: ChildProcess, id: number): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const listen = (message: unknown): void => {
      if (!isFromChild(message) || message.kind === 'ready' || message.id !== id) return
      child.off('message', listen)
      settle(message, resolve, reject)
    }
    child.on('message', listen)
  })
}

function settle(
  message: Exclude<FromChild, { kind: 'ready' }>,
  resolve: (value: unknown) => void,
  reject: (error: Error) => void,
): void {
  if (message.kind === 'result') resolve(message.value)
  else reject(toError(message.failure))
}

function toError({ code, message, facts }: Failure): MailroomError {
  if (code !== undefined && isChildCode(code)) return new MailroomError(code, message, { facts })
  return new MailroomError('recognition-crashed', 'The reader failed inside.', {
    facts: { ...facts, message },
  })
}

function isChildCode(code: string): code is ErrorCode {
  return CHILD_CODES.has(code)
}

/** Not the document's fault: it has not been opened yet. */
function notStarted({ code, signal }: Ending, stderr: string): MailroomError {
  const facts = { exitCode: code, signal, stderr }
  return new MailroomError('dependency-unavailable', 'The reader could not be started.', { facts })
}

function deathReason({ code, signal }: Ending, stderr: string): MailroomError {
  const facts = { exitCode: code, signal, stderr }
  if (signal === 'SIGXCPU')
    return new MailroomError('recognition-timeout', 'Reading took too long.', { facts })
  if (/out of memory|allocation failed|cannot allocate/iu.test(stderr)) {
    return new MailroomError('recognition-out-of-memory', 'The document needs more memory than allowed.', {
      facts,
    })
  }
  return new MailroomError('recognition-crashed', 'The reader ended unexpectedly.', { facts })
}
