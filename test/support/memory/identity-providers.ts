import type { IdentityProvider } from '../../../src/domain/access/identity-provider.ts'
import { MailroomError } from '../../../src/domain/errors.ts'
import type { IdentityProviders } from '../../../src/ports/identity-providers.ts'
import type { MemoryDatabase } from './database.ts'
import { alreadyExists } from './records.ts'

export function createMemoryIdentityProviders(database: MemoryDatabase): IdentityProviders {
  const keyOf = (providerId: string, subject: string): string => `${providerId}/${subject}`
  return {
    async insert(_actor, provider, signal) {
      await database.write(signal, (table) => {
        if (table('identity-providers').has(provider.id)) throw alreadyExists('identity-providers')
        table('identity-providers').set(provider.id, provider)
      })
    },
    save: (actor, provider, signal) =>
      database.write(signal, (table) => {
        const known = table<IdentityProvider>('identity-providers').get(provider.id)
        if (known?.tenantId !== actor.tenantId || known.version !== provider.version) {
          throw new MailroomError('version-mismatch', 'Somebody else has changed the record.')
        }
        const after = { ...provider, version: provider.version + 1 }
        table('identity-providers').set(provider.id, after)
        return after
      }),
    async find(id, signal) {
      signal.throwIfAborted()
      return database.read<IdentityProvider>('identity-providers').get(id)
    },
    async all(signal) {
      signal.throwIfAborted()
      const providers = [...database.read<IdentityProvider>('identity-providers').values()]
      return providers.sort((left, right) => (left.id < right.id ? -1 : 1))
    },
    remove: (actor, id, signal) =>
      database.write(signal, (table) => {
        const providers = table<IdentityProvider>('identity-providers')
        if (providers.get(id)?.tenantId !== actor.tenantId) return false
        for (const key of table<string>('identities').keys()) {
          if (key.startsWith(keyOf(id, ''))) table('identities').delete(key)
        }
        return providers.delete(id)
      }),
    async findUserId(providerId, subject, signal) {
      signal.throwIfAborted()
      return database.read<string>('identities').get(keyOf(providerId, subject))
    },
    async link(_actor, providerId, subject, userId, signal) {
      await database.write(signal, (table) => {
        if (table('identities').has(keyOf(providerId, subject))) throw alreadyExists('identities')
        table('identities').set(keyOf(providerId, subject), userId)
      })
    },
  }
}
