import type { Actor } from '../../domain/access/actor.ts'
import type { OutgoingLetter } from '../../domain/letters/outgoing-letter.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'

const ITEMS_A_READ = 200

/** The letters that were written here and lie in a case file, as far as the actor may read them, by their documents. */
export async function lettersIn(
  incomingItems: IncomingItems,
  actor: Actor,
  caseFileId: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, OutgoingLetter>> {
  const found = new Map<string, OutgoingLetter>()
  const filter = { caseFileId, states: ['dispatched'] } as const
  let cursor: string | undefined
  do {
    const page = { limit: ITEMS_A_READ, ...(cursor === undefined ? {} : { cursor }) }
    const { items, nextCursor } = await incomingItems.list(actor, filter, page, signal)
    for (const { documentIds, outgoing } of items)
      if (outgoing !== undefined) for (const id of documentIds) found.set(id, outgoing)
    cursor = nextCursor
  } while (cursor !== undefined)
  return found
}
