import type { Worker } from 'node:worker_threads'
import type { BackupReport } from './store/backup.ts'
import type { DatabaseCheck } from './store/check.ts'
import { DatabaseLockedError } from './store/file-lock.ts'
import { DatabaseDamagedError, NewerFormatError } from './store/schema.ts'
import type { ErrorNote, WorkerMessage, WorkerTask } from './worker-protocol.ts'
import { startWorker } from './worker-thread.ts'

/** An error of another thread, as the class it was. */
export function restoredError(note: ErrorNote): Error {
  const error =
    note.name === 'DatabaseLockedError'
      ? new DatabaseLockedError(note.directory ?? '', note.pid)
      : new Error(note.message)
  if (note.name === 'NewerFormatError') Object.setPrototypeOf(error, NewerFormatError.prototype)
  if (note.name === 'DatabaseDamagedError') Object.setPrototypeOf(error, DatabaseDamagedError.prototype)
  if (note.stack !== undefined) error.stack = note.stack
  Object.defineProperty(error, 'name', { value: note.name })
  return error
}

/** The first word of a worker: ready or done, or why not. */
export async function firstAnswer(worker: Worker): Promise<WorkerMessage> {
  return new Promise<WorkerMessage>((settle, reject) => {
    worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'failed') reject(restoredError(message.error))
      else if (message.kind !== 'fault') settle(message)
    })
    worker.once('error', reject)
    worker.once('exit', (code) => {
      reject(new Error(`the database thread ended with code ${code} before it was ready`))
    })
  })
}

async function runTask(task: Exclude<WorkerTask, { readonly task: 'serve' }>): Promise<WorkerMessage> {
  const worker = startWorker(task)
  try {
    return await firstAnswer(worker)
  } finally {
    await worker.terminate()
  }
}

/** Writes a consistent copy of an open database to a new file, in a thread of its own. */
export async function runBackup(file: string, target: string): Promise<BackupReport> {
  const answer = await runTask({ task: 'backup', file, target })
  if (answer.kind === 'copied') return answer.report
  throw new Error(`the copying thread answered ${answer.kind}`)
}

/** Checks an open database thoroughly, in a thread of its own. */
export async function runCheck(file: string): Promise<DatabaseCheck> {
  const answer = await runTask({ task: 'check', file })
  if (answer.kind === 'checked') return answer.report
  throw new Error(`the checking thread answered ${answer.kind}`)
}

/** Checks the pages of an open database, in a thread of its own. @throws {DatabaseDamagedError} */
export async function runQuickCheck(file: string): Promise<void> {
  await runTask({ task: 'quick-check', file })
}
