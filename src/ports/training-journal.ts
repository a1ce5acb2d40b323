import type { Actor } from '../domain/access/actor.ts'
import type { NewTrainingExample, TrainingExample } from '../domain/classification/training.ts'

/**
 * What people taught the machine, in order: append-only, per tenant of the actor.
 *
 * `append` gives the next number of the tenant, without gaps, and is durable when it returns. Two appends at once both
 * succeed, in some order. `readSince` sees every line whose append has returned.
 */
export interface TrainingJournal {
  append(actor: Actor, example: NewTrainingExample, signal: AbortSignal): Promise<TrainingExample>
  /** Lines with a number above `seq`, lowest first, at most `limit`. */
  readSince(
    actor: Actor,
    seq: number,
    limit: number,
    signal: AbortSignal,
  ): Promise<readonly TrainingExample[]>
}
