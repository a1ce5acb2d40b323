import { MailroomError } from '../../domain/errors.ts'
import { AWAITED, JOB_KINDS, type Job, type JobKind, type JobState } from '../../domain/intake/job.ts'
import type { Clock } from '../../ports/clock.ts'
import type { JobClaims, JobQueue, QueuePause, StageDepth } from '../../ports/job-queue.ts'
import { openCollection, type Row } from './collection.ts'
import type { MongoDatabase } from './database.ts'
import { exists, greaterThan, missing, ofTenant, oneOf, type Filter } from './filters.ts'
import { EARLIEST, JOB_TURNS, JOBS } from './job-collections.ts'
import { createMongoRecords, notFound } from './records.ts'

type Views = Omit<JobQueue, 'enqueue' | keyof JobClaims>

/** A queue this long is alarming whatever its exact length. */
const COUNTED = 1_000_000

/** What people and metrics see and do. */
export function createViews(database: MongoDatabase, clock: Clock): Views {
  const jobs = openCollection(database, JOBS)
  const turns = openCollection(database, JOB_TURNS)
  const records = createMongoRecords<Job & { readonly version: number }>(jobs, { granted: false })

  async function secondsWaited(queued: Filter, signal: AbortSignal): Promise<number> {
    const oldest = await jobs.findOne({ ...queued, state: 'queued' }, signal, { createdAt: 1 })
    if (oldest === undefined) return 0
    return Math.max(0, clock.now().getTime() - Date.parse(String(oldest['createdAt']))) / 1_000
  }

  async function stageDepth(filter: Filter, signal: AbortSignal): Promise<StageDepth> {
    const count = (state: JobState): Promise<number> => jobs.count({ ...filter, state }, COUNTED, signal)
    const [queued, running, parked, oldestQueuedSeconds] = await Promise.all([
      count('queued'),
      count('running'),
      count('parked'),
      secondsWaited(filter, signal),
    ])
    return { queued, running, parked, oldestQueuedSeconds }
  }

  return {
    list: (actor, state, request, signal) =>
      records.page(actor, state === undefined ? {} : { state }, 'createdAt', request, signal),
    find: (actor, id, signal) => records.find(actor, id, signal),
    ofItem: (actor, itemId, signal) =>
      records.list(actor, { itemId, state: oneOf(['queued', 'parked']) }, { _id: 1 }, signal),
    async retry(actor, id, signal) {
      const parked = { _id: id, ...ofTenant(actor), state: 'parked' }
      const fresh = { state: 'queued', attempt: 0, outages: 0, priority: AWAITED }
      const $set = { ...fresh, 'internal.open': true, 'internal.dueAt': EARLIEST }
      if (await jobs.updateOne(parked, { $set }, signal)) return
      if ((await records.find(actor, id, signal)) === undefined) throw notFound()
      throw new MailroomError('state-conflict', 'Only a parked job can be tried again.')
    },
    async hurry(actor, itemId, signal) {
      const slow = { ...ofTenant(actor), itemId, 'internal.open': true, priority: greaterThan(AWAITED) }
      await jobs.updateMany(slow, { $set: { priority: AWAITED } }, signal)
    },
    async pause(actor, pause, signal) {
      await turns.upsertOne({ _id: actor.tenantId }, { $setOnInsert: { turn: 0 } }, signal)
      const running = { _id: actor.tenantId, paused: missing() }
      if (await turns.updateOne(running, { $set: { paused: { ...pause } } }, signal)) return
      throw new MailroomError('state-conflict', 'The queue is paused already.')
    },
    async resume(actor, signal) {
      const paused = { _id: actor.tenantId, paused: exists() }
      if (await turns.updateOne(paused, { $unset: { paused: 1 } }, signal)) return
      throw new MailroomError('state-conflict', 'The queue is not paused.')
    },
    async status(actor, signal) {
      const row = await turns.findOne({ _id: actor.tenantId }, signal)
      const depth = await stageDepth(ofTenant(actor), signal)
      return { ...depth, ...pauseOf(row) }
    },
    async depth(signal) {
      const entries = await Promise.all(
        JOB_KINDS.map(async (kind) => [kind, await stageDepth({ kind }, signal)] as const),
      )
      const stages = Object.fromEntries(entries) as Record<JobKind, StageDepth>
      const all = await jobs.estimatedCount(signal)
      const open = Object.values(stages).reduce((sum, one) => sum + one.queued + one.running + one.parked, 0)
      const pausedTenants = await turns.count({ turn: greaterThan(-1), paused: exists() }, COUNTED, signal)
      return { stages, done: Math.max(0, all - open), pausedTenants }
    },
  }
}

function pauseOf(row: Row | undefined): { readonly paused?: QueuePause } {
  const paused = row?.['paused']
  return paused === undefined ? {} : { paused: paused as QueuePause }
}
