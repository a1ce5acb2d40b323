import { holdsKey, systemActor, type Actor, type GrantKey } from '../../domain/access/actor.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { Change, ChangeFeed } from '../../ports/change-feed.ts'
import type { Documents } from '../../ports/documents.ts'
import type { SearchIndex } from '../../ports/search-index.ts'

export interface LaggingIndexPorts {
  readonly searchIndex: SearchIndex
  readonly changeFeed: ChangeFeed
  readonly documents: Documents
}

const CHANGES_A_READ = 1_000
/** Behind by more, the index is not asked at all. */
const MAX_READS = 10
const RETRY_AFTER_SECONDS = 5

/**
 * The index follows the records and may lag, but rights count at once, in counts and suggestions too: what has changed
 * since and is not the actor's to read any more is taken out before he asks. The feeder puts it back with its new keys.
 *
 * @throws {MailroomError} `dependency-unavailable` when the index lags too far behind
 */
export async function forgetHidden(
  ports: LaggingIndexPorts,
  actor: Actor,
  signal: AbortSignal,
): Promise<void> {
  let position = await ports.searchIndex.position(signal)
  // Never filled: what is written into it now was read just before.
  if (position === undefined) return
  for (let reads = 0; reads < MAX_READS; reads += 1) {
    const changes = await ports.changeFeed.since(position, CHANGES_A_READ, signal)
    await removeHidden(ports, actor, keysByDocument(actor, changes), signal)
    if (changes.length < CHANGES_A_READ) return
    position = changes.at(-1)?.seq ?? position
  }
  throw new MailroomError('dependency-unavailable', 'The search index is being brought up to date.', {
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  })
}

/** Keys of those who were told of the changes of each document: of its readers before and after. */
function keysByDocument(
  actor: Actor,
  changes: readonly Change[],
): ReadonlyMap<string, ReadonlySet<GrantKey>> {
  const keys = new Map<string, ReadonlySet<GrantKey>>()
  for (const { kind, tenantId, id, readKeys } of changes) {
    if (kind !== 'document' || tenantId !== actor.tenantId) continue
    keys.set(id, new Set([...(keys.get(id) ?? []), ...readKeys]))
  }
  return keys
}

/** Documents whose readers are those they were stay: taking them out would hide them from their readers for a moment. */
async function removeHidden(
  { searchIndex, documents }: LaggingIndexPorts,
  actor: Actor,
  told: ReadonlyMap<string, ReadonlySet<GrantKey>>,
  signal: AbortSignal,
): Promise<void> {
  if (told.size === 0) return
  const machine = systemActor(actor.tenantId, actor.requestId)
  const found = await documents.findMany(machine, [...told.keys()], signal)
  for (const { id, readKeys } of found) {
    const keys = told.get(id)
    const hasSameReaders = keys?.size === readKeys.length && readKeys.every((key) => keys.has(key))
    if (!hasSameReaders && !holdsKey(actor, readKeys)) await searchIndex.remove(id, signal)
  }
}
