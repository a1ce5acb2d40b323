import type { Actor } from '../../domain/access/actor.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { SignInStore } from '../../ports/sign-in.ts'
import type { Ledger } from '../shared/ledger.ts'
import { requirePerson } from '../shared/require-person.ts'

/** Ends one of the own tokens. @throws {MailroomError} `forbidden`, `not-found` */
export type RevokeToken = (actor: Actor, tokenId: string, signal: AbortSignal) => Promise<void>

export function createRevokeToken({
  signIn,
  ledger,
}: {
  readonly signIn: SignInStore
  readonly ledger: Ledger
}): RevokeToken {
  return async function revokeToken(actor, tokenId, signal) {
    requirePerson(actor)
    await ledger.change(
      actor,
      async () => {
        if (!(await signIn.removeToken(actor, actor.userId, tokenId, signal))) {
          throw new MailroomError('not-found', 'There is no such token.')
        }
        const object = { kind: 'token', id: tokenId } as const
        return { result: undefined, events: [{ action: 'token.revoked', object }], changed: [] }
      },
      signal,
    )
  }
}
