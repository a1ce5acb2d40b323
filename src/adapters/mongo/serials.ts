import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { openCollection } from './collection.ts'
import { sharedSchema } from './schema.ts'

export const SERIALS: CollectionDefinition = {
  model: 'Serial',
  collection: 'serials',
  schema: sharedSchema({ _id: { type: String, required: true }, last: Number }),
}

export interface Serials {
  /**
   * The next number of a series, from 1. Inside a transaction it is given back when that fails, so no gap is left.
   *
   * @param count takes so many at once; the last of them is returned
   */
  next(series: readonly (string | number)[], signal: AbortSignal, count?: number): Promise<number>
  /** The number given last, 0 for none. */
  last(series: readonly (string | number)[], signal: AbortSignal): Promise<number>
}

export function openSerials(database: MongoDatabase): Serials {
  const serials = openCollection(database, SERIALS)
  /** JSON keeps the parts apart, whatever they contain. */
  const nameOf = (series: readonly (string | number)[]): string => JSON.stringify(series)
  return {
    async next(series, signal, count = 1) {
      const row = await serials.findAndUpdate(
        { _id: nameOf(series) },
        { $inc: { last: count } },
        { upsert: true },
        signal,
      )
      return Number(row?.['last'])
    },
    async last(series, signal) {
      const row = await serials.findOne({ _id: nameOf(series) }, signal)
      return Number(row?.['last'] ?? 0)
    },
  }
}
