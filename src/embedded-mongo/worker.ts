import { chmodSync, closeSync, openSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { Engine } from './server/engine.ts'
import { Listener } from './server/listener.ts'
import { startMaintenance } from './server/maintenance.ts'
import { abortTransaction } from './server/transactions.ts'
import { backupDatabase, requireSoundFile } from './store/backup.ts'
import { checkDatabase } from './store/check.ts'
import { acquireFileLock, DatabaseLockedError } from './store/file-lock.ts'
import { DatabaseDamagedError, requireSound } from './store/schema.ts'
import { isDamage } from './store/sqlite.ts'
import { runQuickCheck } from './worker-task.ts'
import { DATABASE_FILE, type ErrorNote, type WorkerMessage, type WorkerTask } from './worker-protocol.ts'

type ServeTask = Extract<WorkerTask, { readonly task: 'serve' }>

function post(message: WorkerMessage): void {
  parentPort?.postMessage(message)
}

function noteOf(error: unknown): ErrorNote {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
  const locked = error instanceof DatabaseLockedError ? error : undefined
  return { name, message, stack, pid: locked?.pid, directory: locked?.directory }
}

function reportFault(error: unknown): void {
  post({ kind: 'fault', error: noteOf(namedDamage(error)) })
}

function namedDamage(error: unknown): unknown {
  return isDamage(error) ? new DatabaseDamagedError(String(error)) : error
}

function openEngine({ directory, settings }: ServeTask): Engine {
  const file = join(directory, DATABASE_FILE)
  // SQLite gives the rights of this file to those it makes beside it.
  closeSync(openSync(file, 'a', 0o600))
  try {
    const engine = new Engine(file, settings)
    if (!isLarge(engine)) requireSound(engine.main.database)
    return engine
  } catch (error) {
    throw namedDamage(error)
  }
}

/** Checking a larger file would hold up the start; one that was closed in order need not be. */
function isLarge({ file, settings }: Engine): boolean {
  return statSync(file).size > settings.checkAtStartBytes
}

/** Looks through the file while it is in use; the host hears of a damage and decides. */
function checkAside({ file }: Engine): void {
  runQuickCheck(file).catch(reportFault)
}

/** Opens the database and serves it until the host says otherwise. */
async function serve(task: ServeTask): Promise<void> {
  const lock = acquireFileLock(task.directory)
  let engine: Engine
  try {
    engine = openEngine(task)
  } catch (error) {
    lock.release()
    throw error
  }
  if (lock.afterCrash && isLarge(engine)) checkAside(engine)
  const listener = new Listener(engine, reportFault)
  // The lock is ours, so a socket that is there was left behind by a process that is gone.
  rmSync(task.socketPath, { force: true })
  await listener.listen(task.socketPath)
  chmodSync(task.socketPath, 0o600)
  const stopMaintenance = startMaintenance(engine, reportFault)
  // `HostMessage` has one kind: to close.
  parentPort?.once('message', () => {
    close().catch(reportFault)
  })
  post({ kind: 'ready' })

  async function close(): Promise<void> {
    stopMaintenance()
    engine.refuseWrites()
    await listener.close()
    for (const session of engine.sessions.all()) abortTransaction(engine, session)
    engine.close()
    lock.release()
    post({ kind: 'done' })
    parentPort?.close()
  }
}

async function main(task: WorkerTask): Promise<void> {
  if (task.task === 'serve') await serve(task)
  else if (task.task === 'backup') post({ kind: 'copied', report: backupDatabase(task.file, task.target) })
  else if (task.task === 'check') post({ kind: 'checked', report: checkDatabase(task.file) })
  else {
    requireSoundFile(task.file)
    post({ kind: 'done' })
  }
}

main(workerData as WorkerTask).catch((error: unknown) => {
  post({ kind: 'failed', error: noteOf(error) })
})
