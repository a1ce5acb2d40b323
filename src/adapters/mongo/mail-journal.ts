import { createHash } from 'node:crypto'
import type { Actor } from '../../domain/access/actor.ts'
import { isMailroomError } from '../../domain/errors.ts'
import type { MailAccount, MailboxState, RefusedMail } from '../../domain/mail/mail-account.ts'
import type { FetchedMail, MailJournal } from '../../ports/mail-accounts.ts'
import { openCollection, type Row } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { inDatabaseTime, notAfterDatabaseTime } from './database-time.ts'
import { ofTenant } from './filters.ts'
import { part, tenantSchema } from './schema.ts'

/** Who fetches from an account, and what came of it. `_id` is that of the account. */
export const MAILBOX_STATES: CollectionDefinition = {
  model: 'MailboxState',
  collection: 'mailbox_states',
  schema: tenantSchema({
    lastLookAt: String,
    lastMailAt: String,
    takenCount: Number,
    fault: String,
    failedLooks: Number,
    internal: part({
      workerId: String,
      /** Database time: nobody else may claim it before. */
      freeAt: Date,
    }),
  }).index({ tenantId: 1 }),
}

/** Mails that became items, for good: however often one comes back, it is known. */
export const FETCHED_MAILS: CollectionDefinition = {
  model: 'FetchedMail',
  collection: 'fetched_mails',
  schema: tenantSchema({ sha256: String, accountId: String, itemId: String, at: String }),
}

export const REFUSED_MAILS: CollectionDefinition = {
  model: 'RefusedMail',
  collection: 'refused_mails',
  schema: tenantSchema({
    accountId: String,
    at: String,
    reason: String,
    subject: String,
    sender: String,
    sizeBytes: Number,
  }).index({ tenantId: 1, accountId: 1, at: -1 }),
}

export function createMongoMailJournal(database: MongoDatabase): MailJournal {
  const states = openCollection(database, MAILBOX_STATES)
  const fetched = openCollection(database, FETCHED_MAILS)
  const refusals = openCollection(database, REFUSED_MAILS)

  /** A row to claim; another process may be making it. */
  async function ensureState({ id, tenantId }: MailAccount, signal: AbortSignal): Promise<void> {
    if ((await states.findOne({ _id: id, tenantId }, signal)) !== undefined) return
    const fresh = { takenCount: 0, failedLooks: 0, internal: { freeAt: new Date(0) } }
    await unlessThere(states.insert({ _id: id, tenantId, ...fresh }, signal))
  }

  return {
    async claim(account, workerId, leaseMs, signal) {
      await ensureState(account, signal)
      const own = { _id: account.id, tenantId: account.tenantId }
      const lease = [
        { $set: { 'internal.workerId': { $literal: workerId }, 'internal.freeAt': inDatabaseTime(leaseMs) } },
      ]
      if (await states.updateOne({ ...own, 'internal.workerId': workerId }, lease, signal)) return true
      return states.updateOne({ ...own, ...notAfterDatabaseTime('internal.freeAt') }, lease, signal)
    },
    async release({ id, tenantId }, workerId, pauseMs, signal) {
      const $set = { 'internal.workerId': { $literal: '' }, 'internal.freeAt': inDatabaseTime(pauseMs) }
      await states.updateOne({ _id: id, tenantId, 'internal.workerId': workerId }, [{ $set }], signal)
    },
    async note(account, { at, takenCount, fault }, signal) {
      await ensureState(account, signal)
      const told = { lastLookAt: at, ...(takenCount > 0 ? { lastMailAt: at } : {}) }
      const change =
        fault === undefined
          ? { $set: { ...told, failedLooks: 0 }, $unset: { fault: 1 }, $inc: { takenCount } }
          : { $set: { ...told, fault }, $inc: { takenCount, failedLooks: 1 } }
      const { id: _id, tenantId } = account
      const row = await states.findAndUpdate({ _id, tenantId }, change, {}, signal)
      return row === undefined ? { accountId: _id, takenCount, failedLooks: 0 } : stateOf(row)
    },
    async states(actor, signal) {
      const rows = await states.find(ofTenant(actor), { _id: 1 }, undefined, signal)
      return rows.map(stateOf)
    },

    async findFetched(actor, sha256, signal) {
      const row = await fetched.findOne({ _id: fetchedId(actor, sha256), ...ofTenant(actor) }, signal)
      if (row === undefined) return undefined
      const { _id, tenantId: _tenant, ...fields } = row
      return fields as unknown as FetchedMail
    },
    async insertFetched(actor, mail, signal) {
      await fetched.insert({ _id: fetchedId(actor, mail.sha256), ...ofTenant(actor), ...mail }, signal)
    },

    async insertRefusal(actor, { id, ...fields }, signal) {
      await unlessThere(refusals.insert({ _id: id, ...ofTenant(actor), ...fields }, signal))
    },
    async refusals(actor, accountId, limit, signal) {
      const rows = await refusals.find({ ...ofTenant(actor), accountId }, { at: -1 }, limit, signal)
      return rows.map(
        ({ _id, tenantId: _tenant, ...fields }) => ({ id: _id, ...fields }) as unknown as RefusedMail,
      )
    },
  }
}

function stateOf({ _id, tenantId: _tenant, internal: _internal, ...fields }: Row): MailboxState {
  return { accountId: _id, ...fields } as unknown as MailboxState
}

/** Unique in the tenant. */
function fetchedId({ tenantId }: Actor, sha256: string): string {
  return createHash('sha256')
    .update(JSON.stringify([tenantId, sha256]))
    .digest('hex')
}

async function unlessThere(insertion: Promise<void>): Promise<void> {
  try {
    await insertion
  } catch (error) {
    if (!isMailroomError(error, 'already-exists')) throw error
  }
}
