import type { Actor } from '../../domain/access/actor.ts'
import type { User } from '../../domain/access/organisation.ts'

/** By name. @throws {MailroomError} `forbidden` */
export type ListUsers = (actor: Actor, signal: AbortSignal) => Promise<readonly User[]>
