import type { Actor } from '../../domain/access/actor.ts'

/** @throws {MailroomError} `not-found` */
export type RemoveRoutingRule = (actor: Actor, ruleId: string, signal: AbortSignal) => Promise<void>
