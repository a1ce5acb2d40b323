import type { Actor } from '../../domain/access/actor.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import type { IncomingItem, ItemState } from '../../domain/intake/incoming-item.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Documents } from '../../ports/documents.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'

export interface PastMailPorts {
  readonly incomingItems: IncomingItems
  readonly documents: Documents
  readonly clock: Clock
}

export interface PastLetterRecord {
  readonly item: IncomingItem
  /** The leading document. */
  readonly document: StoredDocument
}

export interface PastMailBounds {
  readonly states: readonly ItemState[]
  readonly maxLetters: number
  /** The reading ends when so much time has passed. */
  readonly maxMs: number
}

const LETTERS_A_READ = 50

/**
 * Letters that the actor may read, newest first, with their leading documents.
 *
 * @param visit called for each letter
 * @returns whether the bounds left nothing out
 */
export async function readPastMail(
  { incomingItems, documents, clock }: PastMailPorts,
  actor: Actor,
  { states, maxLetters, maxMs }: PastMailBounds,
  visit: (letter: PastLetterRecord) => Promise<void> | void,
  signal: AbortSignal,
): Promise<boolean> {
  const until = clock.now().getTime() + maxMs
  let cursor: string | undefined
  let count = 0
  for (;;) {
    const page = { limit: LETTERS_A_READ, ...(cursor === undefined ? {} : { cursor }) }
    const { items, nextCursor } = await incomingItems.list(actor, { states }, page, signal)
    const leading = items.flatMap(({ documentIds }) => documentIds.slice(0, 1))
    const byId = new Map(
      (await documents.findMany(actor, leading, signal)).map((document) => [document.id, document]),
    )
    for (const item of items) {
      if (count >= maxLetters || clock.now().getTime() > until) return false
      const document = byId.get(item.documentIds[0] ?? '')
      if (document === undefined) continue
      count += 1
      await visit({ item, document })
    }
    if (nextCursor === undefined) return true
    cursor = nextCursor
  }
}
