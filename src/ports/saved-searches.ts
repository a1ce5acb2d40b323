import type { Actor } from '../domain/access/actor.ts'
import type { SavedSearch } from '../domain/retrieval/saved-search.ts'

/** Searches that people have kept. Each has his own only. */
export interface SavedSearches {
  /** In the order in which they were saved. */
  of(actor: Actor, signal: AbortSignal): Promise<readonly SavedSearch[]>
  /** In place of those before. Joins the running transaction. */
  replace(actor: Actor, searches: readonly SavedSearch[], signal: AbortSignal): Promise<void>
}
