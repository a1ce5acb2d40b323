import type { Clock, IdGenerator } from '../../ports/clock.ts'
import type { JobQueue } from '../../ports/job-queue.ts'
import { openCollection } from './collection.ts'
import type { MongoDatabase } from './database.ts'
import { createClaims } from './job-claims.ts'
import { EARLIEST, JOB_TURNS, JOBS } from './job-collections.ts'
import { createViews } from './job-views.ts'

export function createMongoJobQueue(database: MongoDatabase, clock: Clock, ids: IdGenerator): JobQueue {
  const jobs = openCollection(database, JOBS)
  const turns = openCollection(database, JOB_TURNS)
  /** Tenants whose turns are committed, and never go: others get theirs with their first job. */
  const known = new Set<string>()
  return {
    async enqueue(actor, { inputHash, ...said }, signal) {
      const now = clock.now()
      await database.transactor.inTransaction(async () => {
        const { documentId, kind, ...rest } = said
        const $setOnInsert = {
          ...rest,
          _id: ids.next(),
          tenantId: actor.tenantId,
          state: 'queued',
          attempt: 0,
          fence: 0,
          createdAt: now.toISOString(),
          'internal.open': true,
          'internal.queuedAt': now,
          'internal.dueAt': EARLIEST,
        }
        await jobs.upsertOne({ documentId, kind, 'internal.inputHash': inputHash }, { $setOnInsert }, signal)
        if (known.has(actor.tenantId)) return
        await turns.upsertOne({ _id: actor.tenantId }, { $setOnInsert: { turn: 0 } }, signal)
      }, signal)
    },
    ...createClaims(database, clock, known),
    ...createViews(database, clock),
  }
}
