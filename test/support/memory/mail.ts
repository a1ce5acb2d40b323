import type { Actor } from '../../../src/domain/access/actor.ts'
import type { MailReply } from '../../../src/domain/mail/acknowledgement.ts'
import type { MailAccount, MailboxState, RefusedMail } from '../../../src/domain/mail/mail-account.ts'
import type { Clock } from '../../../src/ports/clock.ts'
import type { FetchedMail, MailAccounts, MailJournal } from '../../../src/ports/mail-accounts.ts'
import type { MailReplies } from '../../../src/ports/mail-replies.ts'
import type { MemoryDatabase } from './database.ts'
import { alreadyExists, createMemoryRecords, frozenCopy, requireOwnTenant } from './records.ts'

const ACCOUNTS = 'mail-accounts'
const STATES = 'mailbox-states'
const FETCHED = 'fetched-mails'
const REFUSED = 'refused-mails'
const REPLIES = 'mail-replies'

interface Owned<T> {
  readonly tenantId: string
  readonly value: T
}

export function createMemoryMailAccounts(database: MemoryDatabase): MailAccounts {
  const { visible, ...records } = createMemoryRecords<MailAccount>(database, {
    name: ACCOUNTS,
    unique: ({ tenantId, name }) => `${tenantId}/${name}`,
  })
  return {
    ...records,
    async list(actor, signal) {
      signal.throwIfAborted()
      return visible(actor).sort((left, right) => (left.name < right.name ? -1 : 1))
    },
    async all(signal) {
      signal.throwIfAborted()
      return [...database.read<MailAccount>(ACCOUNTS).values()].sort((left, right) =>
        left.id < right.id ? -1 : 1,
      )
    },
    remove: (actor, id, signal) =>
      database.write(signal, (table) => {
        if (!table(ACCOUNTS).delete(`${actor.tenantId}/${id}`)) return false
        table(STATES).delete(id)
        for (const [key, { value }] of table<Owned<RefusedMail>>(REFUSED)) {
          if (value.accountId === id) table(REFUSED).delete(key)
        }
        return true
      }),
    async replacePassword({ id, tenantId, password: before }, password, signal) {
      await database.write(signal, (table) => {
        const account = table<MailAccount>(ACCOUNTS).get(`${tenantId}/${id}`)
        if (account?.password === before) table(ACCOUNTS).set(`${tenantId}/${id}`, { ...account, password })
      })
    },
  }
}

interface StateRow extends Owned<MailboxState> {
  readonly workerId: string
  readonly freeAtMs: number
}

export function createMemoryMailJournal(database: MemoryDatabase, clock: Clock): MailJournal {
  const nowMs = (): number => clock.now().getTime()
  const fresh = ({ id, tenantId }: MailAccount): StateRow => ({
    tenantId,
    value: { accountId: id, takenCount: 0, failedLooks: 0 },
    workerId: '',
    freeAtMs: 0,
  })
  const fetchedKey = ({ tenantId }: Actor, sha256: string): string => `${tenantId}/${sha256}`
  return {
    claim: (account, workerId, leaseMs, signal) =>
      database.write(signal, (table) => {
        const row = table<StateRow>(STATES).get(account.id) ?? fresh(account)
        const isFree = row.workerId === workerId || row.freeAtMs <= nowMs()
        if (isFree) table(STATES).set(account.id, { ...row, workerId, freeAtMs: nowMs() + leaseMs })
        return isFree
      }),
    async release({ id }, workerId, pauseMs, signal) {
      await database.write(signal, (table) => {
        const row = table<StateRow>(STATES).get(id)
        if (row?.workerId === workerId)
          table(STATES).set(id, { ...row, workerId: '', freeAtMs: nowMs() + pauseMs })
      })
    },
    note: (account, { at, takenCount, fault }, signal) =>
      database.write(signal, (table) => {
        const row = table<StateRow>(STATES).get(account.id) ?? fresh(account)
        const { fault: _before, ...known } = row.value
        const value: MailboxState = {
          ...known,
          lastLookAt: at,
          ...(fault === undefined && takenCount > 0 ? { lastMailAt: at } : {}),
          takenCount: known.takenCount + takenCount,
          failedLooks: fault === undefined ? 0 : known.failedLooks + 1,
          ...(fault === undefined ? {} : { fault }),
        }
        table(STATES).set(account.id, { ...row, value })
        return value
      }),
    async states({ tenantId }, signal) {
      signal.throwIfAborted()
      return ofTenant<MailboxState>(database, STATES, tenantId)
    },
    async findFetched(actor, sha256, signal) {
      signal.throwIfAborted()
      return database.read<FetchedMail>(FETCHED).get(fetchedKey(actor, sha256))
    },
    async insertFetched(actor, mail, signal) {
      await database.write(signal, (table) => {
        const key = fetchedKey(actor, mail.sha256)
        if (table(FETCHED).has(key)) throw alreadyExists(FETCHED)
        table(FETCHED).set(key, frozenCopy(mail))
      })
    },
    async insertRefusal({ tenantId }, refused, signal) {
      await database.write(signal, (table) => {
        if (!table(REFUSED).has(refused.id))
          table(REFUSED).set(refused.id, { tenantId, value: frozenCopy(refused) })
      })
    },
    async refusals({ tenantId }, accountId, limit, signal) {
      signal.throwIfAborted()
      return ofTenant<RefusedMail>(database, REFUSED, tenantId)
        .filter((mail) => mail.accountId === accountId)
        .sort((left, right) => (left.at < right.at ? 1 : -1))
        .slice(0, limit)
    },
  }
}

function ofTenant<T>(database: MemoryDatabase, name: string, tenantId: string): T[] {
  return [...database.read<Owned<T>>(name).values()]
    .filter((row) => row.tenantId === tenantId)
    .map(({ value }) => value)
}

interface ReplyRow {
  readonly reply: MailReply
  readonly isOpen: boolean
  readonly dueAtMs: number
}

export function createMemoryMailReplies(database: MemoryDatabase, clock: Clock): MailReplies {
  const nowMs = (): number => clock.now().getTime()
  return {
    async insert(actor, reply, signal) {
      requireOwnTenant(actor, reply.tenantId)
      await database.write(signal, (table) => {
        if (table(REPLIES).has(reply.id)) throw alreadyExists(REPLIES)
        table(REPLIES).set(reply.id, { reply: frozenCopy(reply), isOpen: true, dueAtMs: 0 })
      })
    },
    async countTo({ tenantId }, address, since, signal) {
      signal.throwIfAborted()
      return [...database.read<ReplyRow>(REPLIES).values()].filter(
        ({ reply }) => reply.tenantId === tenantId && reply.to === address && reply.createdAt >= since,
      ).length
    },
    claim: (leaseMs, signal) =>
      database.write(signal, (table) => {
        const rows = [...table<ReplyRow>(REPLIES).values()].filter(
          ({ isOpen, dueAtMs }) => isOpen && dueAtMs <= nowMs(),
        )
        const row = rows.sort((left, right) => left.dueAtMs - right.dueAtMs)[0]
        if (row === undefined) return undefined
        const reply = { ...row.reply, attempt: row.reply.attempt + 1 }
        table(REPLIES).set(reply.id, { ...row, reply, dueAtMs: nowMs() + leaseMs })
        return reply
      }),
    async settle({ id }, state, signal) {
      await database.write(signal, (table) => {
        const row = table<ReplyRow>(REPLIES).get(id)
        if (row !== undefined)
          table(REPLIES).set(id, { ...row, isOpen: false, reply: { ...row.reply, state } })
      })
    },
    async retryLater({ id }, pauseMs, signal) {
      await database.write(signal, (table) => {
        const row = table<ReplyRow>(REPLIES).get(id)
        if (row !== undefined) table(REPLIES).set(id, { ...row, dueAtMs: nowMs() + pauseMs })
      })
    },
  }
}
