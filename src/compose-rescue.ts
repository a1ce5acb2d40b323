import { createArgon2PasswordHasher } from './adapters/argon2/password-hasher.ts'
import { createMongoStores } from './adapters/mongo/stores.ts'
import { createBell } from './adapters/system/bell.ts'
import { systemClock } from './adapters/system/clock.ts'
import { createIdGenerator } from './adapters/system/ids.ts'
import { randomPassword } from './adapters/system/random-password.ts'
import { openDatabaseBeside } from './compose-beside.ts'
import type { Closers } from './compose-stores.ts'
import type { Config } from './config/config.ts'
import { createRescueAccount } from './usecases/access/rescue-account.ts'
import { createLedger } from './usecases/shared/ledger.ts'

/** A fresh password for an account that nobody gets into any more, beside the running product or without it. */
export async function rescue(config: Config, username: string, signal: AbortSignal): Promise<string> {
  const closers: Closers = []
  try {
    const database = await openDatabaseBeside(config, closers, signal)
    const ids = createIdGenerator(systemClock)
    const stores = createMongoStores(database, { clock: systemClock, ids })
    const ledger = createLedger({ ...stores, bell: createBell() })
    const passwordHasher = await createArgon2PasswordHasher()
    const password = randomPassword()
    await createRescueAccount({ ...stores, ledger, passwordHasher, ids })({ username, password }, signal)
    return password
  } finally {
    for (const closer of closers.reverse()) await closer()
  }
}
