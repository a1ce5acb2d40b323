import type { Actor } from '../domain/access/actor.ts'
import type { KnownSender } from '../domain/extraction/known-sender.ts'

/**
 * Senders that people have confirmed, per tenant of the actor: what the machine knows them again by.
 *
 * `learn` counts one more confirmation under the key of the name (`senderKey`); parts of the address that are given take
 * the place of earlier ones. `forget` takes one confirmation back, and with the last one the sender. Both belong to the running
 * transaction. `senders` gives the most often confirmed first.
 */
export interface AddressBook {
  learn(actor: Actor, sender: Omit<KnownSender, 'confirmations'>, signal: AbortSignal): Promise<void>
  forget(actor: Actor, name: string, signal: AbortSignal): Promise<void>
  senders(actor: Actor, limit: number, signal: AbortSignal): Promise<readonly KnownSender[]>
}
