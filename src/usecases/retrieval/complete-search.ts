import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { Completion } from '../../ports/search-index.ts'
import type { RateLimiter } from '../../ports/sign-in.ts'
import { forgetHidden, type LaggingIndexPorts } from '../shared/lagging-index.ts'

/**
 * What the query that somebody types may become, out of what he may read now.
 *
 * @throws {MailroomError} `forbidden`, `validation-failed`, `rate-limited`, `dependency-unavailable`
 */
export type CompleteSearch = (
  actor: Actor,
  text: string,
  signal: AbortSignal,
) => Promise<readonly Completion[]>

/** As many as fit under a field without scrolling. */
const MOST_COMPLETIONS = 8

export function createCompleteSearch(
  ports: LaggingIndexPorts & { readonly rateLimiter: RateLimiter },
): CompleteSearch {
  return async function completeSearch(actor, text, signal) {
    requirePermission(actor, 'search:use')
    await ports.rateLimiter.consume('completion-account', actor.userId, signal)
    await forgetHidden(ports, actor, signal)
    return ports.searchIndex.complete(actor, { text, limit: MOST_COMPLETIONS }, signal)
  }
}
