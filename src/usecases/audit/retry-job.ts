import type { Actor } from '../../domain/access/actor.ts'
import type { Job } from '../../domain/intake/job.ts'

/** @throws {MailroomError} `forbidden`, `not-found`, `state-conflict` when it is not parked */
export type RetryJob = (actor: Actor, jobId: string, signal: AbortSignal) => Promise<Job>
