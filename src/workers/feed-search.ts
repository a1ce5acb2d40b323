import { systemActor, type Actor } from '../domain/access/actor.ts'
import type { Tenant } from '../domain/access/organisation.ts'
import { isMailroomError } from '../domain/errors.ts'
import type { StoredDocument } from '../domain/intake/document.ts'
import type { ItemState } from '../domain/intake/incoming-item.ts'
import type { Bell } from '../ports/bell.ts'
import type { Change, ChangeFeed } from '../ports/change-feed.ts'
import type { Documents } from '../ports/documents.ts'
import type { IdGenerator } from '../ports/clock.ts'
import type { IncomingItems } from '../ports/incoming-items.ts'
import type { Log } from '../ports/log.ts'
import type { Tenants } from '../ports/organisation.ts'
import type { SearchIndex } from '../ports/search-index.ts'
import { causeOf, repeat } from './repeat.ts'
import { indexedDocument } from './indexed-document.ts'

export interface FeedSearchPorts {
  readonly searchIndex: SearchIndex
  readonly changeFeed: ChangeFeed
  readonly incomingItems: IncomingItems
  readonly documents: Documents
  readonly tenants: Tenants
  readonly ids: IdGenerator
  readonly bell: Bell
  readonly log: Log
}

const LOOK_EVERY_MS = 500
const PAUSE_MS = 2_000
const CHANGES_A_READ = 200
const DOCUMENTS_A_READ = 100
/** Withdrawn, or forwarded unopened by the rules for closed mail. */
const NOT_SEARCHED: readonly ItemState[] = ['voided', 'closedForwarded']

/** Keeps the search index of this process up to date until the signal ends it. */
export function feedSearch(ports: FeedSearchPorts, signal: AbortSignal): Promise<void> {
  return repeat(
    async () => {
      const position = await startingPosition(ports, signal)
      const changes = await ports.changeFeed.since(position, CHANGES_A_READ, signal)
      await apply(ports, changes, signal)
      if (changes.length < CHANGES_A_READ) await ports.bell.wait(LOOK_EVERY_MS, signal)
    },
    async (error) => {
      ports.log.error('search-feed-failed', { cause: causeOf(error) })
      await ports.bell.wait(PAUSE_MS, signal)
    },
    signal,
  )
}

/**
 * Where to go on. Rebuilds first when the index was never filled, has fallen behind what the feed keeps, or is ahead of it
 * because the database was restored.
 */
async function startingPosition(ports: FeedSearchPorts, signal: AbortSignal): Promise<number> {
  const position = await ports.searchIndex.position(signal)
  const isWithinFeed =
    position !== undefined &&
    position + 1 >= (await ports.changeFeed.tail(signal)) &&
    position <= (await ports.changeFeed.head(signal))
  return isWithinFeed ? position : rebuild(ports, signal)
}

async function rebuild(ports: FeedSearchPorts, signal: AbortSignal): Promise<number> {
  await ports.searchIndex.reset(signal)
  const head = await ports.changeFeed.head(signal)
  for (const tenant of await ports.tenants.all(signal)) {
    const actor = systemActor(tenant.id, ports.ids.next())
    let afterId: string | undefined
    for (;;) {
      const documents = await ports.documents.all(actor, afterId, DOCUMENTS_A_READ, signal)
      for (const document of documents) await bringUpToDate(ports, actor, tenant, document, signal)
      afterId = documents.at(-1)?.id
      if (documents.length < DOCUMENTS_A_READ) break
    }
  }
  await ports.searchIndex.advance(head, signal)
  ports.log.info('search-index-rebuilt', { position: head })
  return head
}

async function apply(ports: FeedSearchPorts, changes: readonly Change[], signal: AbortSignal): Promise<void> {
  const last = changes.at(-1)
  if (last === undefined) return
  const seen = new Set<string>()
  for (const change of changes) {
    // Whatever of an item or a case file concerns its documents comes with a notice of each document.
    if (change.kind !== 'document' || seen.has(change.id)) continue
    seen.add(change.id)
    await applyChange(ports, change, signal)
  }
  await ports.searchIndex.advance(last.seq, signal)
}

async function applyChange(ports: FeedSearchPorts, change: Change, signal: AbortSignal): Promise<void> {
  const tenant = await ports.tenants.find(change.tenantId, signal)
  if (tenant === undefined) return
  const actor = systemActor(tenant.id, ports.ids.next())
  const [document] = await ports.documents.findMany(actor, [change.id], signal)
  if (document === undefined) await ports.searchIndex.remove(change.id, signal)
  else await bringUpToDate(ports, actor, tenant, document, signal)
}

async function bringUpToDate(
  ports: FeedSearchPorts,
  actor: Actor,
  { timeZone }: Tenant,
  document: StoredDocument,
  signal: AbortSignal,
): Promise<void> {
  const item = await ports.incomingItems.find(actor, document.itemId, signal)
  if (item === undefined || NOT_SEARCHED.includes(item.state)) {
    await ports.searchIndex.remove(document.id, signal)
    return
  }
  try {
    const pages = await ports.documents.pages(actor, document.id, signal)
    await ports.searchIndex.upsert(indexedDocument(item, document, pages, timeZone), signal)
  } catch (error) {
    // A failing index or database is tried again; a document that no index can take, or whose rows are damaged, must not
    // hold up all that come after it.
    const isPassing = isMailroomError(error) && error.code !== 'integrity-failure'
    if (signal.aborted || isPassing) throw error
    ports.log.error('document-not-indexed', { documentId: document.id, cause: causeOf(error) })
  }
}
