import type { Passkey } from '../../../src/domain/access/passkey.ts'
import type { Passkeys } from '../../../src/ports/passkeys.ts'
import type { MemoryDatabase } from './database.ts'
import { alreadyExists } from './records.ts'

export function createMemoryPasskeys(database: MemoryDatabase): Passkeys {
  const all = (): Passkey[] => [...database.read<Passkey>('passkeys').values()]
  const sortKey = ({ createdAt, id }: Passkey): string => `${createdAt} ${id}`
  const change = (
    id: string,
    signal: AbortSignal,
    changed: (passkey: Passkey) => Passkey | undefined,
  ): Promise<boolean> =>
    database.write(signal, (table) => {
      const passkeys = table<Passkey>('passkeys')
      const passkey = passkeys.get(id)
      const next = passkey === undefined ? undefined : changed(passkey)
      if (next !== undefined) passkeys.set(id, next)
      return next !== undefined
    })
  return {
    async list(tenantId, userId, signal) {
      signal.throwIfAborted()
      const own = all().filter((passkey) => passkey.tenantId === tenantId && passkey.userId === userId)
      return own.sort((left, right) => (sortKey(left) < sortKey(right) ? -1 : 1))
    },
    async findByCredentialId(credentialId, signal) {
      signal.throwIfAborted()
      return all().find((passkey) => passkey.credentialId === credentialId)
    },
    async insert(passkey, signal) {
      await database.write(signal, (table) => {
        if (all().some(({ credentialId }) => credentialId === passkey.credentialId)) {
          throw alreadyExists('passkeys')
        }
        table('passkeys').set(passkey.id, passkey)
      })
    },
    use: (id, counter, usedAt, signal) =>
      change(id, signal, (passkey) => {
        const isLater = counter === 0 ? passkey.counter === 0 : passkey.counter < counter
        return isLater ? { ...passkey, counter, lastUsedAt: usedAt.toISOString() } : undefined
      }),
    rename: ({ tenantId, userId }, id, name, signal) =>
      change(id, signal, (passkey) =>
        passkey.tenantId === tenantId && passkey.userId === userId ? { ...passkey, name } : undefined,
      ),
    remove: ({ tenantId }, userId, id, signal) =>
      database.write(signal, (table) => {
        const passkey = table<Passkey>('passkeys').get(id)
        const isOwn = passkey?.tenantId === tenantId && passkey.userId === userId
        return isOwn && table('passkeys').delete(id)
      }),
    async removeAllOf({ tenantId }, userId, signal) {
      await database.write(signal, (table) => {
        for (const passkey of all()) {
          const isOwn = passkey.tenantId === tenantId && passkey.userId === userId
          if (isOwn) table('passkeys').delete(passkey.id)
        }
      })
    },
  }
}
