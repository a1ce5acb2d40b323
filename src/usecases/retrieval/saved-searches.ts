import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { MailroomError } from '../../domain/errors.ts'
import { MOST_SAVED_SEARCHES, type SavedSearch } from '../../domain/retrieval/saved-search.ts'
import type { Clock, IdGenerator } from '../../ports/clock.ts'
import type { SavedSearches } from '../../ports/saved-searches.ts'
import type { RateLimiter } from '../../ports/sign-in.ts'
import type { Transactor } from '../../ports/transactor.ts'
import { namesIn, readyIndex, type FindDocumentsPorts, type Nameable } from '../shared/found-documents.ts'
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

type Asked = Pick<SavedSearch, 'text' | 'filter'>

/** What it finds now, of what the actor may see now. */
async function foundNow(
  ports: SavedSearchPorts,
  actor: Actor,
  { text, filter }: Asked,
  nameable: Nameable,
  signal: AbortSignal,
): Promise<Found> {
  const capturedAfter = new Date(ports.clock.now().getTime() - WINDOW_MS).toISOString()
  const names = namesIn(text, nameable)
  const request = { text, names, filter: { ...filter, capturedAfter }, limit: MOST_HITS + 1 }
  const found = await ports.searchIndex.idsOfAll(actor, request, signal)
  const readable = await ports.documents.findMany(actor, found, signal)
  return { ids: readable.map(({ id }) => id), isTooBroad: found.length > MOST_HITS }
}

/** The same of one search alone. @throws {MailroomError} `rate-limited` */
async function foundByOne(
  ports: SavedSearchPorts,
  actor: Actor,
  search: Asked,
  signal: AbortSignal,
): Promise<Found> {
  await ports.rateLimiter.consume('search-account', actor.userId, signal)
  return foundNow(ports, actor, search, await readyIndex(ports, actor, signal), signal)
}

function watched(search: SavedSearch, { ids, isTooBroad }: Found): WatchedSearch {
  const known = new Set(search.knownIds)
  return { search, newHits: isTooBroad ? 0 : ids.filter((id) => !known.has(id)).length, isTooBroad }
}

/** The own ones, in the order in which they were saved. @throws {MailroomError} `forbidden`, `rate-limited` */
export type ListSavedSearches = (actor: Actor, signal: AbortSignal) => Promise<readonly WatchedSearch[]>

export function createListSavedSearches(ports: SavedSearchPorts): ListSavedSearches {
  return async function listSavedSearches(actor, signal) {
    requirePermission(actor, 'search:use')
    const searches = await ports.savedSearches.of(actor, signal)
    // Every page that is open asks now and then, and most people keep none.
    if (searches.length === 0) return []
    for (const _search of searches) await ports.rateLimiter.consume('search-account', actor.userId, signal)
    const nameable = await readyIndex(ports, actor, signal)
    const all: WatchedSearch[] = []
    for (const search of searches)
      all.push(watched(search, await foundNow(ports, actor, search, nameable, signal)))
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
    const { ids, isTooBroad } = await foundByOne(ports, actor, input, signal)
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
    const { ids, isTooBroad } = await foundByOne(ports, actor, asked, signal)
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
