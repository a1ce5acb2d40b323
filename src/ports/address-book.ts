import type { Actor } from '../domain/access/actor.ts'
import type { KnownSender } from '../domain/extraction/known-sender.ts'

/**
 * Senders that people have confirmed, per tenant of the actor: what the machine knows them again by.
 *
 * `learn` counts one more confirmation under the key of the name (`senderKey`); parts of the address that are given take
 * the place of earlier ones, marks join them (`withMarks`). `forget` takes one confirmation back with the
 * marks of that letter (what other letters of the sender have is learnt from the next), and with the last one the sender. Both belong to the running
 * transaction. `senders` gives the most often confirmed first.
 */
export interface AddressBook {
  learn(actor: Actor, sender: Omit<KnownSender, 'confirmations'>, signal: AbortSignal): Promise<void>
  forget(actor: Actor, sender: Pick<KnownSender, 'name' | 'marks'>, signal: AbortSignal): Promise<void>
  senders(actor: Actor, limit: number, signal: AbortSignal): Promise<readonly KnownSender[]>
}
