import { deviceOf } from '../../domain/access/device.ts'
import type { User } from '../../domain/access/organisation.ts'
import { SESSION_LIFETIME_MS, sessionExpiry } from '../../domain/access/session-times.ts'
import type { Clock, IdGenerator } from '../../ports/clock.ts'
import type { Digest } from '../../ports/digest.ts'
import type { Session } from '../../ports/sign-in.ts'

/** 256 bits. */
const TOKEN_BYTES = 32

export interface SessionKey {
  /** Opaque, 256 bits, hexadecimal; for the cookie only. */
  readonly token: string
  /** ISO 8601 instant at which the session ends whatever happens. */
  readonly endsAt: string
}

/** A session with a token of its own, to be stored by the caller in the transaction that tells of it. */
export function newSession(
  ports: { readonly digest: Digest; readonly clock: Clock; readonly ids: IdGenerator },
  { id, tenantId }: Pick<User, 'id' | 'tenantId'>,
  userAgent: string | undefined,
): SessionKey & { readonly session: Session } {
  const now = ports.clock.now()
  const token = ports.ids.randomHex(TOKEN_BYTES)
  const session = {
    tokenHash: ports.digest.sha256(token),
    tenantId,
    userId: id,
    createdAt: now.toISOString(),
    lastSeenAt: now.toISOString(),
    expiresAt: sessionExpiry(now, now).toISOString(),
    device: deviceOf(userAgent),
  }
  return { token, session, endsAt: new Date(now.getTime() + SESSION_LIFETIME_MS).toISOString() }
}
