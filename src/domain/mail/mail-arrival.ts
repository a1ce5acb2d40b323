import type { GivenArrival } from '../intake/arrival.ts'
import type { MailHead } from './mail-facts.ts'
import { receivedInstant } from './received-line.ts'

/**
 * A mail arrived when the last server on its way took it, unless somebody says otherwise: its topmost `Received` field tells,
 * or else the server that it is fetched from. A time that lies after its being taken in is none.
 *
 * @param head of the leading file of the item
 */
export function mailArrival(
  given: GivenArrival & { readonly deliveredAt?: string },
  head: Pick<MailHead, 'received'> | undefined,
  capturedAt: Date,
): GivenArrival {
  const isTold = given.receivedAt !== undefined || given.arrivalEvidence !== undefined
  if (given.channel !== 'email' || isTold) return given
  const { deliveredAt } = given
  const received = head?.received
  const clocks = [
    {
      at: received === undefined ? undefined : receivedInstant(received),
      text: `Received: ${received ?? ''}`,
    },
    { at: deliveredAt, text: `INTERNALDATE: ${deliveredAt ?? ''}` },
  ]
  const known = clocks.find(({ at }) => at !== undefined && Date.parse(at) <= capturedAt.getTime())
  return known === undefined ? given : { ...given, receivedAt: known.at, arrivalEvidence: known.text }
}
