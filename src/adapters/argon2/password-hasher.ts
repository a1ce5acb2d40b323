import { hash, verify } from '@node-rs/argon2'
import type { PasswordHasher } from '../../ports/sign-in.ts'

/** Argon2id as the OWASP Password Storage Cheat Sheet asks for: 19 MiB, 2 passes, 1 lane. */
const ARGON2ID_PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** Longer ones are refused before any work: nobody types them, and hashing time must not be for sale. */
const MAX_PASSWORD_BYTES = 1_024

export async function createArgon2PasswordHasher(): Promise<PasswordHasher> {
  const hashOfNobody = await hash('', ARGON2ID_PARAMETERS)
  return {
    async hash(password) {
      if (isTooLong(password)) throw new RangeError(`A password has at most ${MAX_PASSWORD_BYTES} bytes.`)
      return hash(normalized(password), ARGON2ID_PARAMETERS)
    },
    async verify(password, passwordHash) {
      const tried = isTooLong(password) ? '' : normalized(password)
      const fits = await verify(passwordHash ?? hashOfNobody, tried)
      return fits && passwordHash !== undefined && !isTooLong(password)
    },
  }
}

/** One password for all keyboards: an `ü` can be typed as one character or as two (RFC 8265, 4.2.1). */
function normalized(password: string): string {
  return password.normalize('NFC')
}

function isTooLong(password: string): boolean {
  return Buffer.byteLength(password) > MAX_PASSWORD_BYTES
}
