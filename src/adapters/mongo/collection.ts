import type { Model, PipelineStage, UpdateQuery } from 'mongoose'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { abortable, answered, isTransient, labelled, mapFailure } from './failures.ts'
import type { Filter } from './filters.ts'

export interface Row {
  readonly _id: unknown
  readonly [field: string]: unknown
}

/** Fields by direction, most important first. */
export type Order = Readonly<Record<string, 1 | -1>>

/** Operators by field, or a pipeline (which can use the database's clock). */
export type Change =
  Readonly<Record<string, Readonly<Record<string, unknown>>>> | readonly PipelineStage.Set[]

export interface FindAndUpdateOptions {
  readonly order?: Order
  readonly upsert?: boolean
}

/** The few calls of the driver that repositories make: plain rows, errors by code, the caller's signal. */
export interface MongoCollection {
  insert(row: Row, signal: AbortSignal): Promise<void>
  /** All or, outside of a transaction, those before the first that fails. */
  insertMany(rows: readonly Row[], signal: AbortSignal): Promise<void>
  findOne(filter: Filter, signal: AbortSignal, order?: Order): Promise<Row | undefined>
  find(filter: Filter, order: Order, limit: number | undefined, signal: AbortSignal): Promise<Row[]>
  /** Number of rows that match, counted up to the limit if there is one. */
  count(filter: Filter, limit: number | undefined, signal: AbortSignal): Promise<number>
  /** Number of rows by the collection's own books: fast, and not part of a transaction. */
  estimatedCount(signal: AbortSignal): Promise<number>
  /** Puts another row in the place of the matching one, and says whether there was one. */
  replaceOne(filter: Filter, row: Row, signal: AbortSignal): Promise<boolean>
  /** Says whether a row matched. */
  updateOne(filter: Filter, change: Change, signal: AbortSignal): Promise<boolean>
  updateMany(filter: Filter, change: Change, signal: AbortSignal): Promise<void>
  upsertOne(filter: Filter, change: Change, signal: AbortSignal): Promise<void>
  /** The row after the change. */
  findAndUpdate(
    filter: Filter,
    change: Change,
    options: FindAndUpdateOptions,
    signal: AbortSignal,
  ): Promise<Row | undefined>
  /** Says whether a row matched. */
  deleteOne(filter: Filter, signal: AbortSignal): Promise<boolean>
  deleteMany(filter: Filter, signal: AbortSignal): Promise<void>
}

export function openCollection(database: MongoDatabase, definition: CollectionDefinition): MongoCollection {
  const model = database.connection.model(definition.model) as unknown as Model<Row>

  async function call<T>(signal: AbortSignal, operation: () => PromiseLike<T>, isLong = false): Promise<T> {
    signal.throwIfAborted()
    const transaction = database.running.getStore()
    const asked = async (): Promise<T> => operation()
    const started = (): Promise<T> => database.pace.timed(answered(asked(), isLong))
    try {
      return await (transaction?.calls(started, signal) ?? abortable(started(), signal))
    } catch (thrown) {
      const error = transaction === undefined ? thrown : labelled(thrown)
      throw transaction !== undefined && isTransient(error) ? error : mapFailure(error)
    }
  }

  return {
    async insert(row, signal) {
      await call(signal, () => model.create([row]))
    },
    async insertMany(rows, signal) {
      await call(signal, () => model.insertMany([...rows]))
    },
    async findOne(filter, signal, order = {}) {
      const row = await call(signal, () =>
        model
          .findOne({ ...filter })
          .sort(order)
          .lean<Row>()
          .exec(),
      )
      return row ?? undefined
    },
    find(filter, order, limit, signal) {
      const read = () => {
        const query = model.find({ ...filter }).sort(order)
        return (limit === undefined ? query : query.limit(limit)).lean<Row[]>().exec()
      }
      return call(signal, read, limit === undefined)
    },
    count: (filter, limit, signal) =>
      call(signal, () => {
        const query = model.countDocuments({ ...filter })
        return (limit === undefined ? query : query.limit(limit)).exec()
      }),
    estimatedCount: (signal) => call(signal, () => model.estimatedDocumentCount().exec()),
    async replaceOne(filter, row, signal) {
      const result = await call(signal, () => model.replaceOne({ ...filter }, row).exec())
      return result.matchedCount > 0
    },
    async updateOne(filter, change, signal) {
      const result = await call(signal, () =>
        model.updateOne({ ...filter }, change as UpdateQuery<Row>).exec(),
      )
      return result.matchedCount > 0
    },
    async updateMany(filter, change, signal) {
      await call(signal, () => model.updateMany({ ...filter }, change as UpdateQuery<Row>).exec())
    },
    async upsertOne(filter, change, signal) {
      await call(signal, () =>
        model.updateOne({ ...filter }, change as UpdateQuery<Row>, { upsert: true }).exec(),
      )
    },
    async findAndUpdate(filter, change, { order = {}, upsert = false }, signal) {
      const options = { upsert, sort: order, returnDocument: 'after' } as const
      const row = await call(signal, () =>
        model
          .findOneAndUpdate({ ...filter }, change as UpdateQuery<Row>, options)
          .lean<Row>()
          .exec(),
      )
      return row ?? undefined
    },
    async deleteOne(filter, signal) {
      const result = await call(signal, () => model.deleteOne({ ...filter }).exec())
      return result.deletedCount > 0
    },
    async deleteMany(filter, signal) {
      await call(signal, () => model.deleteMany({ ...filter }).exec())
    },
  }
}
