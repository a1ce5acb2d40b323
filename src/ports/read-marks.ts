import type { Actor } from '../domain/access/actor.ts'

/** Which notifications a person has read: keys, and nothing of what they tell. Each has his own only. */
export interface ReadMarks {
  of(actor: Actor, signal: AbortSignal): Promise<readonly string[]>
  /** In place of those before. Joins the running transaction. */
  replace(actor: Actor, keys: readonly string[], signal: AbortSignal): Promise<void>
}
