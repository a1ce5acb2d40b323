import type { DisposalRun } from '../../domain/disposal/disposal-run.ts'
import type { DisposalRuns } from '../../ports/disposal-runs.ts'
import { openCollection } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
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
    messages: [part({ type: { type: String }, direction: String, at: String, by: WhoSchema, sha256: String })],
    requested: StepSchema,
    approved: StepSchema,
    objectsToErase: [String],
    version: Number,
    internal: part({ mustErase: Boolean }),
  })
    .index({ tenantId: 1, serial: -1 }, { unique: true })
    .index({ 'internal.mustErase': 1, _id: 1 }),
}

export function createMongoDisposalRuns(database: MongoDatabase): DisposalRuns {
  const collection = openCollection(database, DISPOSAL_RUNS)
  const { insert, find, save, list } = createMongoRecords<DisposalRun>(collection, {
    granted: false,
    internal: ({ objectsToErase }) => ({ mustErase: objectsToErase.length > 0 }),
  })
  const serials = openSerials(database)
  return {
    insert,
    find,
    save,
    list: (actor, limit, signal) => list(actor, {}, { serial: -1 }, signal, limit),
    nextSerial: (actor, signal) => serials.next(['disposal', actor.tenantId], signal),
    async withObjectsToErase(limit, signal) {
      const rows = await collection.find({ 'internal.mustErase': true }, { _id: 1 }, limit, signal)
      return rows.map(({ _id, internal: _hidden, ...fields }) => {
        return { id: String(_id), ...fields } as unknown as DisposalRun
      })
    },
  }
}
