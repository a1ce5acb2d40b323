import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename } from 'node:path'
import { MailroomError } from '../../domain/errors.ts'
import {
  FOLDER_PREFIX,
  type Call,
  type ConfinedReader,
  type Failure,
  type FromChild,
  type SandboxSettings,
  type ToChild,
} from './protocol.ts'

/** Exit code of a child whose parent is gone. */
const ORPHANED = 0

/**
 * The child's side of the pool: makes the reader from the parent's settings and answers calls one at a time until the
 * parent hangs up.
 */
export function serveCalls(createReader: (settings: SandboxSettings) => Promise<ConfinedReader>): void {
  let reader: Promise<ConfinedReader> | undefined
  let previous: Promise<void> = Promise.resolve()
  process.on('disconnect', () => {
    removeOwnFolder()
    process.exit(ORPHANED)
  })
  process.on('message', (message: ToChild) => {
    if (message.kind === 'start') {
      reader = createReader(message.settings)
      // A failed start ends the process by the rejection; its text reaches the parent on stderr.
      void reader.then(() => {
        answer({ kind: 'ready' })
      })
      return
    }
    const { id, call } = message
    previous = previous.then(async () => {
      answer(await settle(id, reader, call))
    })
  })
}

/** The parent does this for children that it ends; one whose parent died has to do it itself. */
function removeOwnFolder(): void {
  const folder = tmpdir()
  if (basename(folder).startsWith(FOLDER_PREFIX)) rmSync(folder, { recursive: true, force: true })
}

function answer(message: FromChild): void {
  process.send?.(message)
}

async function settle(
  id: number,
  reader: Promise<ConfinedReader> | undefined,
  call: Call,
): Promise<FromChild> {
  try {
    if (reader === undefined) throw new Error('A call came before the settings.')
    return { kind: 'result', id, value: await perform(await reader, call) }
  } catch (error) {
    return { kind: 'failure', id, failure: describe(error) }
  }
}

/** The table of calls has one type for each method; which one a call is, only its name tells. */
function perform(reader: ConfinedReader, { method, args }: Call): Promise<unknown> {
  const work = reader[method] as (...given: readonly unknown[]) => Promise<unknown>
  return work(...args)
}

function describe(error: unknown): Failure {
  const cause = error instanceof Error ? error.cause : undefined
  const causeText = cause instanceof Error ? { cause: cause.message } : {}
  if (error instanceof MailroomError) {
    return { code: error.code, message: error.message, facts: { ...error.facts, ...causeText } }
  }
  if (isOutOfMemory(error)) {
    return {
      code: 'recognition-out-of-memory',
      message: 'The document needs more memory than allowed.',
      facts: {},
    }
  }
  if (isForWantOfRoom(error)) {
    return { code: 'insufficient-storage', message: 'There is not enough room on the disk.', facts: {} }
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { code: undefined, message, facts: causeText }
}

function isForWantOfRoom(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
}

function isOutOfMemory(error: unknown): boolean {
  return (
    error instanceof RangeError &&
    /allocation failed|out of memory|invalid array (?:buffer )?length/iu.test(error.message)
  )
}
