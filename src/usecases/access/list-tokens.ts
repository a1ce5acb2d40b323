import type { Actor } from '../../domain/access/actor.ts'
import type { ApiToken, SignInStore } from '../../ports/sign-in.ts'
import { requirePerson } from '../shared/require-person.ts'

/** The own tokens, oldest first, also expired ones. @throws {MailroomError} `forbidden` */
export type ListTokens = (actor: Actor, signal: AbortSignal) => Promise<readonly ApiToken[]>

export function createListTokens({ signIn }: { readonly signIn: SignInStore }): ListTokens {
  return async function listTokens(actor, signal) {
    requirePerson(actor)
    return signIn.listTokens(actor, actor.userId, signal)
  }
}
