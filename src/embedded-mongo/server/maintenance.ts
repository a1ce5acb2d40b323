import type { Document } from '../bson/document.ts'
import { plansFor } from '../planner/plan.ts'
import { scanPlan } from '../planner/scan-plan.ts'
import { compileFilter } from '../query/match.ts'
import { allCollections, findCollection } from '../store/catalog.ts'
import type { Collection } from '../store/collection.ts'
import { deleteDocument, type StoredDocument } from '../store/documents.ts'
import type { Index } from '../store/index-spec.ts'
import type { Engine } from './engine.ts'
import { isExpected } from './reply.ts'
import { abortTransaction } from './transactions.ts'

/** Expired documents deleted in one go, so that clients wait only briefly. */
const TTL_BATCH = 500

/** A checkpoint follows when no write came for this long. */
const IDLE_CHECK_MS = 5_000

function expiredFilter(index: Index, now: number): Document {
  const path = index.fields[0]?.name ?? ''
  const bound = { [path]: { $lte: new Date(now - (index.expireAfterSeconds ?? 0) * 1000) } }
  return index.partialFilter === undefined ? bound : { $and: [index.partialFilter, bound] }
}

function expiredDocuments(
  engine: Engine,
  collection: Collection,
  index: Index,
  now: number,
): StoredDocument[] {
  const filter = expiredFilter(index, now)
  const matches = compileFilter(filter)
  const [plan] = plansFor(collection, { filter, sort: [], limited: false, hint: index.name })
  const expired: StoredDocument[] = []
  for (const stored of scanPlan(engine.main, collection, plan)) {
    if (matches(stored.document)) expired.push(stored)
    if (expired.length === TTL_BATCH) break
  }
  return expired
}

function deleteExpired(
  engine: Engine,
  database: string,
  name: string,
  indexName: string,
  now: number,
): number {
  const collection = findCollection(engine.main, database, name)
  const index = collection?.indexes.find((one) => one.name === indexName)
  if (collection === undefined || index?.expireAfterSeconds === undefined) return 0
  const expired = expiredDocuments(engine, collection, index, now)
  for (const stored of expired) deleteDocument(engine.main, collection, stored)
  return expired.length
}

/** Deletes the documents whose time is over by a TTL index. */
export async function sweepExpired(engine: Engine, now = Date.now()): Promise<void> {
  for (const [database, name] of allCollections(engine.main)) {
    const collection = findCollection(engine.main, database, name)
    for (const index of collection?.indexes ?? []) {
      if (index.expireAfterSeconds === undefined) continue
      let deleted = TTL_BATCH
      while (deleted === TTL_BATCH) {
        deleted = await engine.write(() => deleteExpired(engine, database, name, index.name, now))
      }
    }
  }
}

/** Drops cursors, snapshots and sessions that nobody has used for long. */
export function forgetIdle(engine: Engine, now = Date.now()): void {
  const { cursorIdleMs, sessionIdleMs, snapshotIdleMs } = engine.settings
  engine.cursors.killWhere(({ usedAtMs }) => now - usedAtMs > cursorIdleMs)
  engine.snapshots.closeIdle(now - snapshotIdleMs)
  for (const session of engine.sessions.all()) {
    if (now - session.usedAtMs <= sessionIdleMs) continue
    abortTransaction(engine, session)
    engine.sessions.delete(session)
  }
}

/** Starts the regular work; the returned function ends it. */
export function startMaintenance(engine: Engine, onFault: (error: unknown) => void): () => void {
  /** An open transaction, a full disk or the end of the store: the next round, or the next start, does it. */
  const unlessExpected = (error: unknown): void => {
    if (!isExpected(error)) onFault(error)
  }
  let [seen, checkpointed] = [0, 0]
  const sweep = setInterval(() => {
    forgetIdle(engine)
    sweepExpired(engine).catch(unlessExpected)
  }, engine.settings.ttlSweepMs)
  const idle = setInterval(() => {
    const isIdle = engine.commits === seen && engine.writeLock.isFree
    seen = engine.commits
    if (!isIdle || checkpointed === engine.commits) return
    try {
      engine.checkpoint()
      checkpointed = engine.commits
    } catch (error) {
      unlessExpected(error)
    }
  }, IDLE_CHECK_MS)
  sweep.unref()
  idle.unref()
  return () => {
    clearInterval(sweep)
    clearInterval(idle)
  }
}
