import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { MailroomError } from '../../domain/errors.ts'
import { MOST_SAVED_SEARCHES, type SavedSearch } from '../../domain/retrieval/saved-search.ts'
import type { Clock, IdGenerator } from '../../ports/clock.ts'
import type { SavedSearches } from '../../ports/saved-searches.ts'
import type { RateLimiter } from '../../ports/sign-in.ts'
import type { Transactor } from '../../ports/transactor.ts'
import { askIndex, type FindDocumentsPorts } from '../shared/found-documents.ts'
import { requirePerson } from '../shared/require-person.ts'
import { required } from '../shared/required.ts'

export interface SavedSearchPorts extends FindDocumentsPorts {
  readonly savedSearches: SavedSearches
  readonly rateLimiter: RateLimiter
  readonly transactor: Transactor
  readonly clock: Clock
  readonly ids: IdGenerator
}

/** A search with how many documents it finds now that it did not when the person last looked. */
export interface WatchedSearch {
  readonly search: SavedSearch
  readonly newHits: number
  /** It finds so much that nothing can be said of what is new. */
  readonly isTooBroad: boolean
}

/** More are neither known nor counted. */
const MOST_HITS = 100
/** What came in before is not looked at. */
const WINDOW_MS = 90 * 24 * 60 * 60 * 1_000

interface Found {
  readonly ids: readonly string[]
  readonly isTooBroad: boolean
}

/** What it finds now, of what the actor may see now. @throws {MailroomError} `rate-limited` */
async function foundNow(
  ports: SavedSearchPorts,
  actor: Actor,
  { text, filter }: Pick<SavedSearch, 'text' | 'filter'>,
  signal: AbortSignal,
): Promise<Found> {
  await ports.rateLimiter.consume('search-account', actor.userId, signal)
  const capturedAfter = new Date(ports.clock.now().getTime() - WINDOW_MS).toISOString()
  const request = { text, filter: { ...filter, capturedAfter }, limit: MOST_HITS }
  const { hits, total, relaxed } = (await askIndex(ports, actor, request, signal)).answer
  // With some of the words only, nearly everything would be new.
  if (relaxed) return { ids: [], isTooBroad: false }
  const found = hits.map(({ documentId }) => documentId)
  const readable = await ports.documents.findMany(actor, found, signal)
  return { ids: readable.map(({ id }) => id), isTooBroad: total > MOST_HITS }
}

async function watched(
  ports: SavedSearchPorts,
  actor: Actor,
  search: SavedSearch,
  signal: AbortSignal,
): Promise<WatchedSearch> {
  const { ids, isTooBroad } = await foundNow(ports, actor, search, signal)
  const known = new Set(search.knownIds)
  return { search, newHits: isTooBroad ? 0 : ids.filter((id) => !known.has(id)).length, isTooBroad }
}

/** The own ones, in the order in which they were saved. @throws {MailroomError} `forbidden`, `rate-limited` */
export type ListSavedSearches = (actor: Actor, signal: AbortSignal) => Promise<readonly WatchedSearch[]>

export function createListSavedSearches(ports: SavedSearchPorts): ListSavedSearches {
  return async function listSavedSearches(actor, signal) {
    requirePermission(actor, 'search:use')
    const searches = await ports.savedSearches.of(actor, signal)
    const all: WatchedSearch[] = []
    for (const search of searches) all.push(await watched(ports, actor, search, signal))
    return all
  }
}

export type SaveSearchInput = Pick<SavedSearch, 'name' | 'text' | 'filter'>

/** Keeps a search; what it finds now is known. @throws {MailroomError} `forbidden`, `state-conflict` beyond ten, `validation-failed` */
export type SaveSearch = (actor: Actor, input: SaveSearchInput, signal: AbortSignal) => Promise<WatchedSearch>

export function createSaveSearch(ports: SavedSearchPorts): SaveSearch {
  return async function saveSearch(actor, input, signal) {
    requirePermission(actor, 'search:use')
    requirePerson(actor)
    const { ids, isTooBroad } = await foundNow(ports, actor, input, signal)
    const createdAt = ports.clock.now().toISOString()
    const search: SavedSearch = { id: ports.ids.next(), ...input, createdAt, knownIds: ids }
    await ports.transactor.inTransaction(async () => {
      const before = await ports.savedSearches.of(actor, signal)
      if (before.length >= MOST_SAVED_SEARCHES)
        throw new MailroomError('state-conflict', `No more than ${MOST_SAVED_SEARCHES} searches are kept.`)
      await ports.savedSearches.replace(actor, [...before, search], signal)
    }, signal)
    return { search, newHits: 0, isTooBroad }
  }
}

/** The person has looked: what it finds now is known. @throws {MailroomError} `forbidden`, `not-found`, `rate-limited` */
export type SeeSavedSearch = (actor: Actor, searchId: string, signal: AbortSignal) => Promise<WatchedSearch>

export function createSeeSavedSearch(ports: SavedSearchPorts): SeeSavedSearch {
  return async function seeSavedSearch(actor, searchId, signal) {
    requirePermission(actor, 'search:use')
    requirePerson(actor)
    const asked = required(ofId(await ports.savedSearches.of(actor, signal), searchId))
    const { ids, isTooBroad } = await foundNow(ports, actor, asked, signal)
    const search = { ...asked, knownIds: ids }
    await ports.transactor.inTransaction(async () => {
      const before = await ports.savedSearches.of(actor, signal)
      required(ofId(before, searchId))
      const after = before.map((one) => (one.id === searchId ? search : one))
      await ports.savedSearches.replace(actor, after, signal)
    }, signal)
    return { search, newHits: 0, isTooBroad }
  }
}

/** @throws {MailroomError} `forbidden`, `not-found` */
export type RemoveSavedSearch = (actor: Actor, searchId: string, signal: AbortSignal) => Promise<void>

export function createRemoveSavedSearch(
  ports: Pick<SavedSearchPorts, 'savedSearches' | 'transactor'>,
): RemoveSavedSearch {
  return async function removeSavedSearch(actor, searchId, signal) {
    requirePermission(actor, 'search:use')
    requirePerson(actor)
    await ports.transactor.inTransaction(async () => {
      const before = await ports.savedSearches.of(actor, signal)
      required(ofId(before, searchId))
      const rest = before.filter(({ id }) => id !== searchId)
      await ports.savedSearches.replace(actor, rest, signal)
    }, signal)
  }
}

function ofId(searches: readonly SavedSearch[], searchId: string): SavedSearch | undefined {
  return searches.find(({ id }) => id === searchId)
}
