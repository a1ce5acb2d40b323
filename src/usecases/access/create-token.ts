import type { Actor, TokenScope } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { Clock, IdGenerator } from '../../ports/clock.ts'
import type { SignInStore } from '../../ports/sign-in.ts'
import { invalid } from '../shared/required.ts'
import type { Digest } from '../../ports/digest.ts'
import type { Ledger } from '../shared/ledger.ts'

export interface CreateTokenInput {
  readonly name: string
  readonly scopes: readonly TokenScope[]
  /** ISO 8601 instant. */
  readonly expiresAt?: string | undefined
}

/** The token is shown once. @throws {MailroomError} `forbidden`, `validation-failed` */
export type CreateToken = (
  actor: Actor,
  input: CreateTokenInput,
  signal: AbortSignal,
) => Promise<{ readonly id: string; readonly token: string }>

/** Lets secret scanners know a token when somebody publishes one by mistake. */
const TOKEN_PREFIX = 'pst_'
/** 256 bits. */
const TOKEN_BYTES = 32

export function createCreateToken(ports: {
  readonly signIn: SignInStore
  readonly ledger: Ledger
  readonly digest: Digest
  readonly clock: Clock
  readonly ids: IdGenerator
}): CreateToken {
  return async function createToken(actor, { name, scopes, expiresAt }, signal) {
    requirePermission(actor, 'tokens:create')
    const now = ports.clock.now()
    if (expiresAt !== undefined && !(Date.parse(expiresAt) > now.getTime())) {
      throw invalid('expiresAt', 'Das Ende muss in der Zukunft liegen.')
    }
    const token = `${TOKEN_PREFIX}${ports.ids.randomHex(TOKEN_BYTES)}`
    const id = ports.ids.next()
    const record = {
      id,
      tokenHash: ports.digest.sha256(token),
      tenantId: actor.tenantId,
      userId: actor.userId,
      name,
      scopes: [...new Set(scopes)],
      createdAt: now.toISOString(),
      ...(expiresAt === undefined ? {} : { expiresAt: new Date(expiresAt).toISOString() }),
    }
    const changes = {
      name: { after: name },
      scopes: { after: record.scopes },
      expiresAt: { after: record.expiresAt },
    }
    await ports.ledger.change(
      actor,
      async () => {
        await ports.signIn.insertToken(record, signal)
        return {
          result: undefined,
          events: [{ action: 'token.created', object: { kind: 'token', id }, changes }],
          changed: [],
        }
      },
      signal,
    )
    return { id, token }
  }
}
