import type { AsyncLocalStorage } from 'node:async_hooks'
import type { Connection, Schema } from 'mongoose'
import type { AnswerPace } from '../../ports/dependency-pace.ts'
import type { Transactor } from '../../ports/transactor.ts'

/** A collection with the shape of its rows and its indexes; all of them are listed in `collections.ts`. */
export interface CollectionDefinition {
  /** Name of the mongoose model. */
  readonly model: string
  /** Name in the database. */
  readonly collection: string
  readonly schema: Schema
  /** Names of indexes that databases from before may have and that forbid what is allowed now. */
  readonly retiredIndexes?: readonly string[]
}

/** An open database: what repositories are made from. */
export interface MongoDatabase {
  readonly connection: Connection
  readonly transactor: Transactor
  /** Holds something while a transaction runs in the current asynchronous context. */
  readonly running: AsyncLocalStorage<RunningTransaction>
  /** Of all calls together. */
  readonly pace: AnswerPace
}

export interface RunningTransaction {
  /** One call after the other: a session carries one command at a time, however the work asks. */
  readonly calls: InTurn
  /** One inner transaction after the other: what it reads stays true until it writes. */
  readonly parts: InTurn
}

/** Runs one piece of work after the other, in the order of asking. */
export type InTurn = <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>
