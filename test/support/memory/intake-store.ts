import { MailroomError } from '../../../src/domain/errors.ts'
import type { Actor } from '../../../src/domain/access/actor.ts'
import type { Clock } from '../../../src/ports/clock.ts'
import type { IntakeIntent, IntakeStore, KeptAnswer } from '../../../src/ports/intake-store.ts'
import type { MemoryDatabase } from './database.ts'
import { alreadyExists, requireOwnTenant } from './records.ts'

type KeptIntent = IntakeIntent & { readonly writtenAtMs: number; readonly isTaken: boolean }
type Claim = KeptAnswer & { readonly claimedAtMs: number }

export function createMemoryIntakeStore(database: MemoryDatabase, clock: Clock): IntakeStore {
  const claimId = (actor: Actor, key: string): string => JSON.stringify([actor.tenantId, actor.userId, key])
  return {
    async insertIntent(actor, intent, signal) {
      requireOwnTenant(actor, intent.tenantId)
      await database.write(signal, (table) => {
        if (table('intents').has(intent.id)) throw alreadyExists('intents')
        const writtenAtMs = Date.parse(intent.createdAt)
        table('intents').set(intent.id, { ...intent, writtenAtMs, isTaken: false })
      })
    },
    async settleIntent(actor, id, signal) {
      await database.write(signal, (table) => {
        const intents = table<KeptIntent>('intents')
        const intent = intents.get(id)
        if (intent?.tenantId !== actor.tenantId || intent.isTaken)
          throw new MailroomError('lease-lost', 'Recovery has taken the intent.')
        intents.delete(id)
      })
    },
    takeStaleIntents(before, limit, signal) {
      return database.write(signal, (table) => {
        const intents = table<KeptIntent>('intents')
        const stale = [...intents.values()]
          .filter(({ writtenAtMs }) => writtenAtMs < before.getTime())
          .sort((left, right) => left.writtenAtMs - right.writtenAtMs)
          .slice(0, limit)
        const writtenAtMs = Math.max(clock.now().getTime(), before.getTime())
        for (const intent of stale) intents.set(intent.id, { ...intent, writtenAtMs, isTaken: true })
        return stale.map(({ writtenAtMs: _writtenAtMs, isTaken: _isTaken, ...intent }) => intent)
      })
    },
    async dropIntent({ id }, signal) {
      await database.write(signal, (table) => {
        table('intents').delete(id)
      })
    },
    claimKey(actor, key, requestHash, staleAfterMs, signal) {
      return database.write(signal, (table) => {
        const claims = table<Claim>('idempotency-keys')
        const kept = claims.get(claimId(actor, key))
        const nowMs = clock.now().getTime()
        if (kept !== undefined && (kept.itemId !== undefined || kept.claimedAtMs + staleAfterMs > nowMs)) {
          const { requestHash: first, itemId } = kept
          return { requestHash: first, ...(itemId === undefined ? {} : { itemId }) }
        }
        claims.set(claimId(actor, key), { requestHash, claimedAtMs: nowMs })
        return undefined
      })
    },
    async keepAnswer(actor, { key, requestHash }, itemId, signal) {
      await database.write(signal, (table) => {
        const claims = table<Claim>('idempotency-keys')
        const kept = claims.get(claimId(actor, key))
        if (kept?.requestHash !== requestHash || kept.itemId !== undefined)
          throw new MailroomError('lease-lost', 'The key is no longer claimed.')
        claims.set(claimId(actor, key), { ...kept, itemId })
      })
    },
    async releaseKey(actor, { key, requestHash }, signal) {
      await database.write(signal, (table) => {
        const claims = table<Claim>('idempotency-keys')
        const kept = claims.get(claimId(actor, key))
        if (kept?.requestHash === requestHash && kept.itemId === undefined) claims.delete(claimId(actor, key))
      })
    },
    async releaseOpenKeys(claimedAfter, signal) {
      await database.write(signal, (table) => {
        for (const [id, { itemId, claimedAtMs }] of table<Claim>('idempotency-keys')) {
          if (itemId === undefined && claimedAtMs > claimedAfter.getTime())
            table('idempotency-keys').delete(id)
        }
      })
    },
    async insertSubmission(actor, { codeHash, itemId }, signal) {
      await database.write(signal, (table) => {
        const submissions = table('submissions')
        if (submissions.has(codeHash)) throw alreadyExists('submissions')
        submissions.set(codeHash, { itemId, tenantId: actor.tenantId })
      })
    },
    async findSubmission(actor, codeHash, signal) {
      signal.throwIfAborted()
      const found = database.read<{ itemId: string; tenantId: string }>('submissions').get(codeHash)
      return found?.tenantId === actor.tenantId ? { itemId: found.itemId } : undefined
    },
  }
}
