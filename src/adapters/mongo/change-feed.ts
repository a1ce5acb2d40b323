import type { Change, ChangeFeed } from '../../ports/change-feed.ts'
import type { Clock } from '../../ports/clock.ts'
import { openCollection, type Row } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { greaterThan } from './filters.ts'
import { part, sharedSchema } from './schema.ts'
import { openSerials } from './serials.ts'

/** Followers that were away for longer rebuild what they keep. */
const KEPT_SECONDS = 14 * 24 * 3_600

export const CHANGES: CollectionDefinition = {
  model: 'Change',
  collection: 'changes',
  schema: sharedSchema({
    /** `seq` of the change. */
    _id: { type: Number, required: true },
    tenantId: { type: String, required: true },
    kind: String,
    id: String,
    at: String,
    readKeys: [String],
    internal: part({ recordedAt: Date }),
  }).index({ 'internal.recordedAt': 1 }, { expireAfterSeconds: KEPT_SECONDS }),
}

const SERIES = ['changes']

/**
 * The counter is moved in the transaction of the change itself, so the database lets only one such transaction commit at a
 * time: whoever reads a number can be sure that all lower ones are there to be read.
 */
export function createMongoChangeFeed(database: MongoDatabase, clock: Clock): ChangeFeed {
  const changes = openCollection(database, CHANGES)
  const serials = openSerials(database)
  return {
    async record(actor, recorded, signal) {
      if (recorded.length === 0) return
      await database.transactor.inTransaction(async () => {
        const last = await serials.next(SERIES, signal, recorded.length)
        const now = clock.now()
        const common = { tenantId: actor.tenantId, at: now.toISOString(), internal: { recordedAt: now } }
        const rows = recorded.map(({ kind, id, readKeys }, index) => {
          const seq = last - recorded.length + 1 + index
          return { ...common, _id: seq, kind, id, readKeys: [...readKeys] }
        })
        await changes.insertMany(rows, signal)
      }, signal)
    },
    async since(seq, limit, signal) {
      const rows = await changes.find({ _id: greaterThan(seq) }, { _id: 1 }, limit, signal)
      return rows.map(fromRow)
    },
    head: (signal) => serials.last(SERIES, signal),
    async tail(signal) {
      const oldest = await changes.findOne({ _id: greaterThan(0) }, signal, { _id: 1 })
      return Number(oldest?._id ?? 0)
    },
  }
}

function fromRow({ _id, internal: _internal, ...fields }: Row): Change {
  return { ...fields, seq: _id } as unknown as Change
}
