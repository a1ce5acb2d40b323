import type { SecondFactor } from '../../../src/domain/access/second-factor.ts'
import type { SecondFactors } from '../../../src/ports/second-factors.ts'
import type { MemoryDatabase } from './database.ts'

export function createMemorySecondFactors(database: MemoryDatabase): SecondFactors {
  const keyOf = (tenantId: string, userId: string): string => `${tenantId}/${userId}`
  const change = (
    key: string,
    signal: AbortSignal,
    changed: (factor: SecondFactor) => SecondFactor | undefined,
  ): Promise<boolean> =>
    database.write(signal, (table) => {
      const factors = table<SecondFactor>('second-factors')
      const factor = factors.get(key)
      const next = factor === undefined ? undefined : changed(factor)
      if (next !== undefined) factors.set(key, next)
      return next !== undefined
    })
  return {
    async find(tenantId, userId, signal) {
      signal.throwIfAborted()
      return database.read<SecondFactor>('second-factors').get(keyOf(tenantId, userId))
    },
    async all(signal) {
      signal.throwIfAborted()
      return [...database.read<SecondFactor>('second-factors').values()]
    },
    replaceSecret: ({ tenantId, userId, secret: known }, secret, signal) =>
      change(keyOf(tenantId, userId), signal, (factor) =>
        factor.secret === known ? { ...factor, secret } : undefined,
      ),
    async save(factor, signal) {
      await database.write(signal, (table) =>
        table('second-factors').set(keyOf(factor.tenantId, factor.userId), factor),
      )
    },
    useStep: (tenantId, userId, step, signal) =>
      change(keyOf(tenantId, userId), signal, (factor) =>
        factor.lastStep < step ? { ...factor, lastStep: step } : undefined,
      ),
    useRecoveryCode: (tenantId, userId, hash, signal) =>
      change(keyOf(tenantId, userId), signal, (factor) => {
        const recoveryHashes = factor.recoveryHashes.filter((kept) => kept !== hash)
        return recoveryHashes.length < factor.recoveryHashes.length
          ? { ...factor, recoveryHashes }
          : undefined
      }),
    remove: (actor, userId, signal) =>
      database.write(signal, (table) => table('second-factors').delete(keyOf(actor.tenantId, userId))),
  }
}
