import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { SearchRequest } from '../../ports/search-index.ts'
import type { RateLimiter } from '../../ports/sign-in.ts'
import { findDocuments, type FindDocumentsPorts, type FoundDocuments } from '../shared/found-documents.ts'

/** @throws {MailroomError} `forbidden`, `validation-failed`, `rate-limited` */
export type SearchDocuments = (
  actor: Actor,
  request: SearchRequest,
  signal: AbortSignal,
) => Promise<FoundDocuments>

export function createSearchDocuments(
  ports: FindDocumentsPorts & { readonly rateLimiter: RateLimiter },
): SearchDocuments {
  return async function searchDocuments(actor, request, signal) {
    requirePermission(actor, 'search:use')
    await ports.rateLimiter.consume('search-account', actor.userId, signal)
    return findDocuments(ports, actor, request, signal)
  }
}
