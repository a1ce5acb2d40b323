import { asTransient, commandError, type CommandError } from '../errors.ts'
import type { Client } from './client.ts'
import type { Engine } from './engine.ts'
import type { Session } from './sessions.ts'

/*
 * One transaction is open at a time. It takes the write lock with its first statement, so what it
 * reads cannot change until it ends, and it never fails half-way because of another writer.
 */

/** Ends an open transaction without its changes; nothing happens when there is none. */
export function abortTransaction(engine: Engine, session: Session): void {
  if (session.state === 'starting') session.state = 'aborted'
  if (session.state !== 'open') return
  engine.transaction.rollback()
  end(engine, session, 'aborted')
}

/**
 * A transaction ends with the connection that carried its last statement: a client that was killed
 * would keep everybody else from writing for as long as transactions may live. A client that lives on
 * begins anew, as it does whenever its line breaks inside a transaction.
 */
export function abortTransactionsOf(engine: Engine, client: Client): void {
  for (const session of engine.sessions.all()) {
    if (session.client === client) abortTransaction(engine, session)
  }
}

function end(engine: Engine, session: Session, state: 'committed' | 'aborted'): void {
  clearTimeout(session.timer)
  session.timer = undefined
  session.client = undefined
  session.state = state
  engine.cursors.killWhere(({ transactionOf }) => transactionOf === session)
  engine.writeLock.release(session)
}

function busy(): CommandError {
  return asTransient(
    commandError('WriteConflict', 'another transaction holds the one writer of the embedded store'),
  )
}

/** Opens the transaction `number`. @throws {CommandError} WriteConflict (112), which the driver repeats */
export async function startTransaction(engine: Engine, session: Session, number: bigint): Promise<void> {
  if (number < session.number) {
    throw commandError(
      'TransactionTooOld',
      `Cannot start transaction ${number} on the session because a newer transaction ${session.number} has already started.`,
    )
  }
  if (number === session.number && session.state !== 'none') {
    throw commandError('ConflictingOperationInProgress', `transaction ${number} has already started`)
  }
  abortTransaction(engine, session)
  session.number = number
  session.retry = undefined
  session.state = 'starting'
  try {
    await engine.writeLock.acquire(session, { waitMs: engine.settings.transactionWaitMs, onTimeout: busy })
  } catch (error) {
    if (session.number === number) session.state = 'aborted'
    throw error
  }
  if (!isStarting(session, number)) {
    engine.writeLock.release(session)
    throw noSuchTransaction(session, number)
  }
  begin(engine, session)
}

/** The session may have been ended, or used for something newer, while it waited for the lock. */
function isStarting(session: Session, number: bigint): boolean {
  return session.number === number && session.state === 'starting'
}

function begin(engine: Engine, session: Session): void {
  try {
    engine.transaction.begin()
  } catch (error) {
    session.state = 'aborted'
    engine.writeLock.release(session)
    throw error
  }
  session.state = 'open'
  session.timer = setTimeout(() => {
    abortTransaction(engine, session)
  }, engine.settings.transactionLifetimeMs)
  session.timer.unref()
}

export function noSuchTransaction(session: Session, number: bigint): CommandError {
  return commandError(
    'NoSuchTransaction',
    number === session.number && session.state === 'aborted'
      ? `Transaction ${number} has been aborted.`
      : `Given transaction number ${number} does not match any in-progress transactions. The active transaction number is ${session.number}`,
  )
}

/** Makes the changes durable. A repeated commit, after a lost reply, is answered the same way. */
export function commitTransaction(engine: Engine, session: Session, number: bigint): void {
  if (number === session.number && session.state === 'committed') return
  if (number !== session.number || session.state !== 'open')
    throw asTransient(noSuchTransaction(session, number))
  try {
    engine.transaction.commit()
  } catch (error) {
    abortTransaction(engine, session)
    throw error
  }
  engine.commits += 1
  end(engine, session, 'committed')
}

/** Checks that a statement belongs to the open transaction. */
export function requireOpen(session: Session, number: bigint): void {
  if (number === session.number && session.state === 'open') return
  if (number === session.number && session.state === 'committed') {
    throw commandError('TransactionCommitted', `Transaction ${number} has been committed.`)
  }
  if (number === session.number && session.state === 'starting') {
    throw commandError('ConflictingOperationInProgress', `transaction ${number} is just starting`)
  }
  throw asTransient(noSuchTransaction(session, number))
}
