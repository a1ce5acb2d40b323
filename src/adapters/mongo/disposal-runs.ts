import type { DisposalRun } from '../../domain/disposal/disposal-run.ts'
import type { DisposalRuns } from '../../ports/disposal-runs.ts'
import { openCollection } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { exists } from './filters.ts'
import { createMongoRecords } from './records.ts'
import { AnyValue, part, tenantSchema, WhoSchema } from './schema.ts'
import { openSerials } from './serials.ts'

const StepSchema = part({ at: String, by: WhoSchema })

export const DISPOSAL_RUNS: CollectionDefinition = {
  model: 'DisposalRun',
  collection: 'disposal_runs',
  schema: tenantSchema({
    serial: Number,
    processId: String,
    archive: String,
    isDirect: Boolean,
    state: String,
    createdAt: String,
    createdBy: WhoSchema,
    files: AnyValue,
    messages: [
      part({
        type: { type: String },
        direction: String,
        at: String,
        by: WhoSchema,
        sha256: String,
        sentAt: String,
      }),
    ],
    requested: StepSchema,
    approved: StepSchema,
    objectsToErase: [String],
    version: Number,
  })
    .index({ tenantId: 1, _id: 1 })
    .index({ tenantId: 1, serial: -1 }, { unique: true }),
}

export function createMongoDisposalRuns(database: MongoDatabase): DisposalRuns {
  const collection = openCollection(database, DISPOSAL_RUNS)
  const { insert, find, save, list } = createMongoRecords<DisposalRun>(collection, {
    granted: false,
  })
  const serials = openSerials(database)
  return {
    insert,
    find,
    save,
    list: (actor, limit, signal) => list(actor, {}, { serial: -1 }, signal, limit),
    unfinished: (actor, signal) =>
      list(
        actor,
        { $or: [{ state: 'requested' }, { 'objectsToErase.0': exists() }] },
        { serial: -1 },
        signal,
      ),
    nextSerial: (actor, signal) => serials.next(['disposal', actor.tenantId], signal),
  }
}
