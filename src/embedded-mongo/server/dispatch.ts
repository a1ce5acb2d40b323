import { type Document, field, firstKey, isDocument } from '../bson/document.ts'
import type { AsideDefinition, CommandContext, CommandDefinition } from '../commands/definition.ts'
import { refuseCollation } from '../commands/collation.ts'
import { commandDefinition } from '../commands/registry.ts'
import { commandError, type CommandError } from '../errors.ts'
import { plainNumber, wholeNumber } from '../values/numbers.ts'
import type { Client } from './client.ts'
import type { Engine } from './engine.ts'
import type { Message } from './messages.ts'
import type { Reply } from './reply.ts'
import { snapshotFor } from './read-concern.ts'
import type { Session } from './sessions.ts'
import type { Snapshot } from './snapshots.ts'
import {
  abortTransaction,
  commitTransaction,
  noSuchTransaction,
  requireOpen,
  startTransaction,
} from './transactions.ts'

/** Fields that every command may have. */
const COMMON_FIELDS = new Set(
  (
    'lsid txnNumber startTransaction autocommit readConcern writeConcern $db $readPreference $clusterTime maxTimeMS ' +
    'comment apiVersion apiStrict apiDeprecationErrors let collation bypassDocumentValidation stmtId stmtIds rawData ' +
    '$audit $client'
  ).split(' '),
)

function checkFields(name: string, { fields }: Pick<CommandDefinition, 'fields'>, command: Document): void {
  if (fields === undefined) return
  for (const key of Object.keys(command)) {
    if (key !== name && !fields.has(key) && !COMMON_FIELDS.has(key)) {
      throw commandError('UnknownField', `BSON field '${name}.${key}' is an unknown field.`)
    }
  }
  refuseCollation(command)
}

/** A write is on disk before it is acknowledged, so every wish but that for more nodes is met. */
function checkWriteConcern(command: Document): void {
  const concern = field(command, 'writeConcern')
  const nodes = isDocument(concern) ? field(concern, 'w') : undefined
  const count = wholeNumber(nodes)
  if (count !== undefined && count > 1) {
    throw commandError('UnsatisfiableWriteConcern', 'Not enough data-bearing nodes')
  }
  if (typeof nodes === 'string' && nodes !== 'majority') {
    throw commandError(
      'UnknownReplWriteConcern',
      `No write concern mode named '${nodes}' found in replica set configuration`,
    )
  }
}

function deadlineOf(command: Document): number | undefined {
  const maxTimeMs = wholeNumber(field(command, 'maxTimeMS'))
  return maxTimeMs === undefined || maxTimeMs <= 0 ? undefined : performance.now() + maxTimeMs
}

function numberOf(command: Document): bigint | undefined {
  const number = plainNumber(field(command, 'txnNumber'))
  return number === undefined ? undefined : BigInt(number)
}

function notInTransaction(name: string): CommandError {
  return commandError(
    'OperationNotSupportedInTransaction',
    `Cannot run '${name}' in a multi-document transaction.`,
  )
}

/** Takes commands to their handlers: sessions, retryable writes, transactions, the write lock. */
export class Dispatcher {
  readonly #engine: Engine

  constructor(engine: Engine) {
    this.#engine = engine
  }

  async run(message: Message, client: Client): Promise<Reply> {
    const { command } = message
    const name = firstKey(command) ?? ''
    const definition = commandDefinition(name)
    if (definition === undefined) throw commandError('CommandNotFound', `no such command: '${name}'`)
    this.#engine.countCommand(name)
    checkFields(name, definition, command)
    if (name !== 'commitTransaction' && name !== 'abortTransaction') checkWriteConcern(command)
    const readsSnapshots = 'run' in definition && definition.readsSnapshots === true
    const snapshot = snapshotFor(this.#engine, command, name, readsSnapshots)
    const context = this.#contextOf(message, name, client, snapshot)
    return 'runAside' in definition ? this.#aside(context, definition) : this.#dispatch(context, definition)
  }

  async #dispatch(context: CommandContext, definition: CommandDefinition): Promise<Reply> {
    const { command } = context
    const number = numberOf(command)
    if (number === undefined || context.session === undefined) return this.#execute(context, definition)
    return field(command, 'autocommit') === false
      ? this.#inTransaction(context, definition, context.session, number)
      : this.#retryable(context, definition, context.session, number)
  }

  #contextOf(
    { command, sequences }: Message,
    commandName: string,
    client: Client,
    snapshot: Snapshot | undefined,
  ): CommandContext {
    const database = field(command, '$db')
    if (typeof database !== 'string') throw commandError('BadValue', 'the command names no database ($db)')
    const limits = {
      deadlineMs: deadlineOf(command),
      refuseCollectionScans: this.#engine.settings.refuseCollectionScans,
      refuseReadingMore: this.#engine.settings.refuseReadingMore,
    }
    return {
      engine: this.#engine,
      connection: snapshot?.connection ?? this.#engine.main,
      client,
      session: this.#engine.sessions.of(command),
      inTransaction: false,
      snapshot,
      database,
      command,
      commandName,
      sequences,
      limits,
    }
  }

  async #aside(context: CommandContext, { runAside }: AsideDefinition): Promise<Reply> {
    if (field(context.command, 'autocommit') === false) throw notInTransaction(context.commandName)
    return runAside(context)
  }

  async #execute(context: CommandContext, { writes, run }: CommandDefinition): Promise<Reply> {
    return writes === true ? this.#engine.write(() => run(context)) : run(context)
  }

  /** A write that a driver may send twice: the second time gets the reply of the first. */
  async #retryable(
    context: CommandContext,
    definition: CommandDefinition,
    session: Session,
    number: bigint,
  ): Promise<Reply> {
    if (number < session.number) {
      throw commandError(
        'TransactionTooOld',
        `Retryable write with txnNumber ${number} is prohibited on the session because a newer retryable write with txnNumber ${session.number} has already started on it.`,
      )
    }
    if (number === session.number && session.retry !== undefined) return session.retry
    if (number > session.number) {
      abortTransaction(this.#engine, session)
      session.number = number
      session.state = 'none'
    }
    const reply = this.#execute(context, definition)
    session.retry = reply
    try {
      return await reply
    } catch (error) {
      // Nothing was written, so the next attempt may be a real one.
      if (session.retry === reply) session.retry = undefined
      throw error
    }
  }

  async #inTransaction(
    context: CommandContext,
    definition: CommandDefinition,
    session: Session,
    number: bigint,
  ): Promise<Reply> {
    const engine = this.#engine
    const { commandName } = context
    if (commandName === 'commitTransaction') return this.#commit(context, session, number)
    if (commandName === 'abortTransaction') return this.#abort(session, number)
    if (definition.allowedInTransaction !== true) throw notInTransaction(commandName)
    session.client = context.client
    if (field(context.command, 'startTransaction') === true) await startTransaction(engine, session, number)
    requireOpen(session, number)
    try {
      const reply = definition.run({ ...context, connection: engine.transaction, inTransaction: true })
      if (!Buffer.isBuffer(reply) && 'writeErrors' in reply) abortTransaction(engine, session)
      return reply
    } catch (error) {
      abortTransaction(engine, session)
      throw error
    }
  }

  #commit({ command }: CommandContext, session: Session, number: bigint): Reply {
    commitTransaction(this.#engine, session, number)
    const concern = field(command, 'writeConcern')
    const nodes = isDocument(concern) ? wholeNumber(field(concern, 'w')) : undefined
    if (nodes === undefined || nodes <= 1) return { ok: 1 }
    const writeConcernError = {
      code: 100,
      codeName: 'UnsatisfiableWriteConcern',
      errmsg: 'Not enough data-bearing nodes',
    }
    return { writeConcernError, ok: 1 }
  }

  #abort(session: Session, number: bigint): Reply {
    if (number === session.number && session.state === 'committed') {
      throw commandError('TransactionCommitted', `Transaction ${number} has been committed.`)
    }
    if (number !== session.number || (session.state !== 'open' && session.state !== 'starting')) {
      throw noSuchTransaction(session, number)
    }
    abortTransaction(this.#engine, session)
    return { ok: 1 }
  }
}
