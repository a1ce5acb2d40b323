import type { Actor } from '../../domain/access/actor.ts'
import { MailroomError } from '../../domain/errors.ts'

/** For what a person does with the own account: no token may. @throws {MailroomError} `forbidden` */
export function requirePerson(actor: Actor): void {
  if (actor.kind !== 'user') throw new MailroomError('forbidden', 'Only a person may do this, signed in.')
}
