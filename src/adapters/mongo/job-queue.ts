import { MailroomError } from '../../domain/errors.ts'
import type { Job, JobState } from '../../domain/intake/job.ts'
import type { Clock, IdGenerator } from '../../ports/clock.ts'
import type { JobFailure, JobQueue } from '../../ports/job-queue.ts'
import { openCollection, type Row } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { greaterThan, notAfterDatabaseTime, ofTenant, oneOf, type Filter } from './filters.ts'
import { createMongoRecords, notFound } from './records.ts'
import { part, sharedSchema, tenantSchema } from './schema.ts'
import { openSerials } from './serials.ts'

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
    createdAt: String,
    failure: part({ code: String, detail: String, at: String }),
    internal: part({
      inputHash: String,
      /** Queued or running: a worker may come to need it. */
      open: Boolean,
      /** Database time. Queued: not before; running: end of the lease. */
      dueAt: Date,
      workerId: String,
    }),
  })
    .index({ documentId: 1, kind: 1, 'internal.inputHash': 1 }, { unique: true })
    .index({ 'internal.open': 1, priority: 1 })
    .index({ tenantId: 1, 'internal.open': 1, priority: 1, createdAt: 1, _id: 1 })
    .index({ tenantId: 1, state: 1, createdAt: -1, _id: -1 })
    .index({ tenantId: 1, createdAt: -1, _id: -1 })
    .index({ tenantId: 1, itemId: 1, _id: 1 })
    .index({ state: 1, createdAt: 1 }),
}

/** When a tenant had its last turn; the one that has waited longest goes first. */
export const JOB_TURNS: CollectionDefinition = {
  model: 'JobTurn',
  collection: 'job_turns',
  schema: sharedSchema({ _id: { type: String, required: true }, turn: Number }).index({ turn: 1, _id: 1 }),
}

const OLDEST_FIRST = { createdAt: 1, _id: 1 } as const
const DUE: Filter = { 'internal.open': true, ...notAfterDatabaseTime('internal.dueAt') }

export function createMongoJobQueue(database: MongoDatabase, clock: Clock, ids: IdGenerator): JobQueue {
  const jobs = openCollection(database, JOBS)
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
          'internal.dueAt': EARLIEST,
        }
        await jobs.upsertOne({ documentId, kind, 'internal.inputHash': inputHash }, { $setOnInsert }, signal)
        await openCollection(database, JOB_TURNS).upsertOne(
          { _id: actor.tenantId },
          { $setOnInsert: { turn: 0 } },
          signal,
        )
      }, signal)
    },
    ...createClaims(database, clock),
    ...createViews(database, clock),
  }
}

/** Due at once, whatever the database's clock says. */
const EARLIEST = new Date(0)

type Claims = Pick<JobQueue, 'claim' | 'extend' | 'complete' | 'retryLater' | 'park'>

/** What workers do. */
function createClaims(database: MongoDatabase, clock: Clock): Claims {
  const jobs = openCollection(database, JOBS)
  const turns = openCollection(database, JOB_TURNS)
  const serials = openSerials(database)

  async function claimOf(
    tenantId: string,
    priority: number,
    workerId: string,
    leaseMs: number,
    signal: AbortSignal,
  ): Promise<Job | undefined> {
    const $set = {
      state: 'running',
      attempt: { $add: ['$attempt', 1] },
      fence: { $add: ['$fence', 1] },
      'internal.workerId': { $literal: workerId },
      'internal.dueAt': afterDatabaseTime(leaseMs),
    }
    const row = await jobs.findAndUpdate(
      { tenantId, priority, ...DUE },
      [{ $set }],
      { order: OLDEST_FIRST },
      signal,
    )
    return row === undefined ? undefined : jobOf(row)
  }

  /** @throws {MailroomError} `lease-lost` */
  async function change(
    job: Job,
    $set: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
  ): Promise<void> {
    const mine = { _id: job.id, tenantId: job.tenantId, state: 'running', fence: job.fence }
    if (!(await jobs.updateOne(mine, [{ $set }], signal))) {
      throw new MailroomError('lease-lost', 'Another worker has taken the job over.')
    }
  }

  /** Literal, because in a pipeline a text that begins with `$` would be a path. */
  function failed({ code, detail }: JobFailure): Readonly<Record<string, unknown>> {
    return { failure: { $literal: { code, detail, at: clock.now().toISOString() } } }
  }

  return {
    async claim(workerId, leaseMs, signal) {
      const next = await jobs.findOne(DUE, signal, { priority: 1 })
      if (next === undefined) return undefined
      const inTurn = await turns.find({ turn: greaterThan(-1) }, { turn: 1, _id: 1 }, undefined, signal)
      for (const { _id } of inTurn) {
        const job = await claimOf(String(_id), Number(next['priority']), workerId, leaseMs, signal)
        if (job === undefined) continue
        const turn = await serials.next(['job-turns'], signal)
        await turns.updateOne({ _id: job.tenantId }, { $max: { turn } }, signal)
        return job
      }
      return undefined
    },
    extend: (job, leaseMs, signal) => change(job, { 'internal.dueAt': afterDatabaseTime(leaseMs) }, signal),
    complete: (job, signal) => change(job, { state: 'done', 'internal.open': false }, signal),
    retryLater: (job, failure, delayMs, signal) =>
      change(
        job,
        { state: 'queued', 'internal.dueAt': afterDatabaseTime(delayMs), ...failed(failure) },
        signal,
      ),
    park: (job, failure, signal) =>
      change(job, { state: 'parked', 'internal.open': false, ...failed(failure) }, signal),
  }
}

type Views = Pick<JobQueue, 'list' | 'find' | 'ofItem' | 'retry' | 'depth'>

/** What people and metrics see. */
function createViews(database: MongoDatabase, clock: Clock): Views {
  const jobs = openCollection(database, JOBS)
  const records = createMongoRecords<Job & { readonly version: number }>(jobs, { granted: false })
  return {
    list: (actor, state, request, signal) =>
      records.page(actor, state === undefined ? {} : { state }, 'createdAt', request, signal),
    find: (actor, id, signal) => records.find(actor, id, signal),
    ofItem: (actor, itemId, signal) =>
      records.list(actor, { itemId, state: oneOf(['queued', 'parked']) }, { _id: 1 }, signal),
    async retry(actor, id, signal) {
      const parked = { _id: id, ...ofTenant(actor), state: 'parked' }
      const $set = { state: 'queued', attempt: 0, 'internal.open': true, 'internal.dueAt': EARLIEST }
      if (await jobs.updateOne(parked, { $set }, signal)) return
      if ((await records.find(actor, id, signal)) === undefined) throw notFound()
      throw new MailroomError('state-conflict', 'Only a parked job can be tried again.')
    },
    async depth(signal) {
      const [queued, running, parked, all, oldest] = await Promise.all([
        jobs.count({ state: 'queued' }, COUNTED, signal),
        jobs.count({ state: 'running' }, COUNTED, signal),
        jobs.count({ state: 'parked' }, COUNTED, signal),
        jobs.estimatedCount(signal),
        jobs.findOne({ state: 'queued' }, signal, { createdAt: 1 }),
      ])
      const byState: Record<JobState, number> = {
        queued,
        running,
        parked,
        done: Math.max(0, all - queued - running - parked),
      }
      const waitingMs =
        oldest === undefined ? 0 : clock.now().getTime() - Date.parse(String(oldest['createdAt']))
      return { byState, oldestQueuedSeconds: Math.max(0, waitingMs) / 1_000 }
    },
  }
}

/** A queue this long is alarming whatever its exact length. */
const COUNTED = 1_000_000

function afterDatabaseTime(milliseconds: number): unknown {
  return { $add: ['$$NOW', milliseconds] }
}

function jobOf({ _id, internal: _internal, ...fields }: Row): Job {
  return { id: _id, ...fields } as unknown as Job
}
