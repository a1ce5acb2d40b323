import { isMailroomError, MailroomError } from '../../domain/errors.ts'
import type { Job } from '../../domain/intake/job.ts'
import type { Clock } from '../../ports/clock.ts'
import type { JobClaims, JobFailure } from '../../ports/job-queue.ts'
import { openCollection, type Row } from './collection.ts'
import type { MongoDatabase } from './database.ts'
import { inDatabaseTime } from './database-time.ts'
import { atMost, greaterThan, oneOf, type Filter } from './filters.ts'
import { DUE, EARLIEST, JOB_TURNS, jobOf, JOBS } from './job-collections.ts'
import { openSerials } from './serials.ts'

const OLDEST_FIRST = { 'internal.queuedAt': 1, _id: 1 } as const
/** Higher than every priority in use. */
const LEAST_URGENT = 1_000

interface Turns {
  /** Ids of the tenants whose jobs may be claimed, the one that has waited longest first. */
  readonly active: readonly string[]
  readonly somePaused: boolean
}

/** What workers do. */
/** @param known filled with the tenants whose turns are seen in the database */
export function createClaims(database: MongoDatabase, clock: Clock, known: Set<string>): JobClaims {
  const jobs = openCollection(database, JOBS)
  const turns = openCollection(database, JOB_TURNS)
  const serials = openSerials(database)

  async function readTurns(signal: AbortSignal): Promise<Turns> {
    const rows = await turns.find({ turn: greaterThan(-1) }, { turn: 1, _id: 1 }, undefined, signal)
    for (const { _id } of rows) known.add(String(_id))
    const active = rows.filter(({ paused }) => paused === undefined).map(({ _id }) => String(_id))
    return { active, somePaused: active.length < rows.length }
  }

  /** The most urgent job that anybody may claim now. */
  async function mostUrgent(
    { active, somePaused }: Turns,
    priority: number,
    signal: AbortSignal,
  ): Promise<Row | undefined> {
    if (active.length === 0) return undefined
    const ofActive: Filter = somePaused ? { tenantId: oneOf(active) } : {}
    return jobs.findOne({ ...DUE, ...ofActive, priority: atMost(priority) }, signal, { priority: 1 })
  }

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
      'internal.dueAt': inDatabaseTime(leaseMs),
    }
    const row = await jobs.findAndUpdate(
      { tenantId, priority, ...DUE },
      [{ $set }],
      { order: OLDEST_FIRST },
      signal,
    )
    return row === undefined ? undefined : jobOf(row)
  }

  /**
   * Whose turn is next is a matter of fairness: a job that is claimed is handed out although the note fails, else its lease
   * would have to run out and one of its attempts were used up. Whoever runs it meets the same outage.
   */
  async function noteTurn(tenantId: string, signal: AbortSignal): Promise<void> {
    try {
      const turn = await serials.next(['job-turns'], signal)
      await turns.updateOne({ _id: tenantId }, { $max: { turn } }, signal)
    } catch (error) {
      if (!signal.aborted && !isMailroomError(error, 'dependency-unavailable')) throw error
    }
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
    async claim(workerId, leaseMs, signal, priority = LEAST_URGENT) {
      const inTurn = await readTurns(signal)
      const next = await mostUrgent(inTurn, priority, signal)
      if (next === undefined) return undefined
      for (const tenantId of inTurn.active) {
        const job = await claimOf(tenantId, Number(next['priority']), workerId, leaseMs, signal)
        if (job === undefined) continue
        await noteTurn(tenantId, signal)
        return job
      }
      return undefined
    },
    endLeases: (signal) =>
      jobs.updateMany(
        { 'internal.open': true, state: 'running' },
        { $set: { 'internal.dueAt': EARLIEST } },
        signal,
      ),
    extend: (job, leaseMs, signal) => change(job, { 'internal.dueAt': inDatabaseTime(leaseMs) }, signal),
    async shouldGiveWay(job, hadItsTurn, signal) {
      const inTurn = await readTurns(signal)
      if (!inTurn.active.includes(job.tenantId)) return true
      return (await mostUrgent(inTurn, hadItsTurn ? job.priority : job.priority - 1, signal)) !== undefined
    },
    complete: (job, signal) => change(job, { state: 'done', 'internal.open': false }, signal),
    retryLater: (job, failure, delayMs, signal) =>
      change(job, { ...queuedIn(delayMs), ...failed(failure) }, signal),
    putOff(job, failure, delayMs, signal) {
      const outages = { $add: [{ $ifNull: ['$outages', 0] }, 1] }
      return change(job, { ...queuedIn(delayMs), ...NOT_COUNTED, outages, ...failed(failure) }, signal)
    },
    release(job, place, signal) {
      const behind = place === 'last' ? { 'internal.queuedAt': '$$NOW' } : {}
      const $set = { state: 'queued', 'internal.dueAt': EARLIEST, ...NOT_COUNTED, ...behind }
      return change(job, $set, signal)
    },
    park: (job, failure, signal) =>
      change(job, { state: 'parked', 'internal.open': false, ...failed(failure) }, signal),
  }
}

/** Takes back what the claim has counted. */
const NOT_COUNTED = { attempt: { $subtract: ['$attempt', 1] } }

function queuedIn(delayMs: number): Readonly<Record<string, unknown>> {
  return { state: 'queued', 'internal.dueAt': inDatabaseTime(delayMs) }
}
