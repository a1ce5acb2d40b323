import { systemActor, type Actor } from '../domain/access/actor.ts'
import type { Tenant } from '../domain/access/organisation.ts'
import { isMailroomError } from '../domain/errors.ts'
import type { StoredDocument } from '../domain/intake/document.ts'
import type { ItemState } from '../domain/intake/incoming-item.ts'
import { isHeld } from '../domain/intake/virus-scan.ts'
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
import { spaced } from './spaced.ts'

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

const SPACING = { lookEveryMs: 500, apartMs: 200 } as const
const PAUSE_MS = 2_000
const CHANGES_A_READ = 200
const DOCUMENTS_A_READ = 100
/** Withdrawn, or forwarded unopened by the rules for closed mail. */
const NOT_SEARCHED: readonly ItemState[] = ['voided', 'closedForwarded']

/** Keeps the search index of this process up to date until the signal ends it. */
export function feedSearch(ports: FeedSearchPorts, signal: AbortSignal): Promise<void> {
  return repeat(
    async () => {
      const lookedAtMs = performance.now()
      const changes = await newChanges(ports, signal)
      await apply(ports, changes, signal)
      if (changes.length < CHANGES_A_READ) await spaced(ports.bell, SPACING, lookedAtMs, signal)
    },
    async (error) => {
      ports.log.error('search-feed-failed', { cause: causeOf(error) })
      await ports.bell.wait(PAUSE_MS, signal)
    },
    signal,
  )
}

/**
 * Rebuilds first when the index was never filled, has fallen behind what the feed keeps, or is ahead of it because the
 * database was restored.
 */
async function newChanges(ports: FeedSearchPorts, signal: AbortSignal): Promise<readonly Change[]> {
  const position = await ports.searchIndex.position(signal)
  if (position !== undefined) {
    const changes = await ports.changeFeed.since(position, CHANGES_A_READ, signal)
    // When nothing is missing in between, the feed need not be asked where it begins and ends.
    if (changes[0]?.seq === position + 1 || (await isWithinFeed(ports, position, signal))) return changes
  }
  return ports.changeFeed.since(await rebuild(ports, signal), CHANGES_A_READ, signal)
}

async function isWithinFeed(
  { changeFeed }: FeedSearchPorts,
  position: number,
  signal: AbortSignal,
): Promise<boolean> {
  return position + 1 >= (await changeFeed.tail(signal)) && position <= (await changeFeed.head(signal))
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
  // Whatever of an item or a case file concerns its documents comes with a notice of each document.
  const ofDocuments = changes.filter(({ kind }) => kind === 'document')
  for (const tenantId of new Set(ofDocuments.map((change) => change.tenantId))) {
    const ids = ofDocuments.filter((change) => change.tenantId === tenantId).map(({ id }) => id)
    await applyToTenant(ports, tenantId, [...new Set(ids)], signal)
  }
  await ports.searchIndex.advance(last.seq, signal)
}

async function applyToTenant(
  ports: FeedSearchPorts,
  tenantId: string,
  documentIds: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const tenant = await ports.tenants.find(tenantId, signal)
  if (tenant === undefined) return
  const actor = systemActor(tenant.id, ports.ids.next())
  const documents = await ports.documents.findMany(actor, documentIds, signal)
  const found = new Set(documents.map(({ id }) => id))
  for (const id of documentIds) if (!found.has(id)) await ports.searchIndex.remove(id, signal)
  for (const document of documents) await bringUpToDate(ports, actor, tenant, document, signal)
}

async function bringUpToDate(
  ports: FeedSearchPorts,
  actor: Actor,
  { timeZone }: Tenant,
  document: StoredDocument,
  signal: AbortSignal,
): Promise<void> {
  const item = await ports.incomingItems.find(actor, document.itemId, signal)
  // Of a scan of several letters its letters are found, each by itself.
  const isLeftOut = item === undefined || item.stack !== undefined || NOT_SEARCHED.includes(item.state)
  // What was read of it before it was found to be infected is quoted no more.
  const isOld = document.superseded !== undefined
  if (isLeftOut || isOld || isHeld(document)) {
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
    ports.log.error('document-not-indexed', {
      tenantId: document.tenantId,
      documentId: document.id,
      cause: causeOf(error),
    })
  }
}
