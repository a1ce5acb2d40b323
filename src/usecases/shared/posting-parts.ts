import type { Actor } from '../../domain/access/actor.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { IncomingItem } from '../../domain/intake/incoming-item.ts'
import { isHeldBack, missingParts } from '../../domain/intake/posting-part.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'

interface Ports {
  readonly incomingItems: IncomingItems
}

/** Numbers of the posting that the actor sees no part for; none of what is no part. */
export async function missingFor(
  { incomingItems }: Ports,
  actor: Actor,
  { part }: Pick<IncomingItem, 'part'>,
  signal: AbortSignal,
): Promise<number[]> {
  return part === undefined ? [] : missingParts(part, await incomingItems.partsOf(actor, part.key, signal))
}

/** Parts of a posting go on together. @throws {MailroomError} `parts-missing` */
export async function requireWholePosting(
  ports: Ports,
  actor: Actor,
  item: IncomingItem,
  signal: AbortSignal,
): Promise<void> {
  const missing = await missingFor(ports, actor, item, signal)
  if (!isHeldBack(item, missing)) return
  throw new MailroomError('parts-missing', `Other parts of the posting are missing: ${missing.join(', ')}.`, {
    facts: { itemId: item.id, missing },
  })
}
