import type { Job } from '../../domain/intake/job.ts'
import type { Row } from './collection.ts'
import type { CollectionDefinition } from './database.ts'
import { notAfterDatabaseTime } from './database-time.ts'
import type { Filter } from './filters.ts'
import { part, sharedSchema, tenantSchema, WhoSchema } from './schema.ts'

export const JOBS: CollectionDefinition = {
  model: 'Job',
  collection: 'jobs',
  schema: tenantSchema({
    kind: String,
    documentId: String,
    itemId: String,
    state: String,
    attempt: Number,
    fence: Number,
    priority: Number,
    outages: Number,
    createdAt: String,
    failure: part({ code: String, detail: String, at: String }),
    internal: part({
      inputHash: String,
      /** Queued or running: a worker may come to need it. */
      open: Boolean,
      /** Place among jobs of the same tenant and priority. */
      queuedAt: Date,
      /** Database time. Queued: not before; running: end of the lease. */
      dueAt: Date,
      workerId: String,
    }),
  })
    .index({ documentId: 1, kind: 1, 'internal.inputHash': 1 }, { unique: true })
    .index({ 'internal.open': 1, priority: 1 })
    .index({ tenantId: 1, 'internal.open': 1, priority: 1, 'internal.queuedAt': 1, _id: 1 })
    .index({ tenantId: 1, state: 1, createdAt: -1, _id: -1 })
    .index({ tenantId: 1, createdAt: -1, _id: -1 })
    .index({ tenantId: 1, itemId: 1, _id: 1 })
    .index({ state: 1, kind: 1, createdAt: 1 }),
}

/** When a tenant had its last turn; the one that has waited longest goes first. One that has paused has no turn. */
export const JOB_TURNS: CollectionDefinition = {
  model: 'JobTurn',
  collection: 'job_turns',
  schema: sharedSchema({
    _id: { type: String, required: true },
    turn: Number,
    paused: part({ at: String, by: WhoSchema, reason: String }),
  }).index({ turn: 1, _id: 1 }),
}

export const DUE: Filter = { 'internal.open': true, ...notAfterDatabaseTime('internal.dueAt') }

/** Due at once, whatever the database's clock says. */
export const EARLIEST = new Date(0)

export function jobOf({ _id, internal: _internal, ...fields }: Row): Job {
  return { id: _id, ...fields } as unknown as Job
}
