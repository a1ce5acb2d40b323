import { unitKey, type Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { RateLimiter } from '../../ports/sign-in.ts'
import { findDocuments, type FoundDocument, type FindDocumentsPorts } from '../shared/found-documents.ts'
import type { Ledger } from '../shared/ledger.ts'

export interface CrossUnitInput {
  readonly text: string
  /** Stands in the access log with the text and the number of hits. */
  readonly reason: string
}

export interface CrossUnitFound {
  /** Without any words of the letters: who needs them asks the unit. */
  readonly hits: readonly Pick<FoundDocument, 'item' | 'document'>[]
  readonly total: number
}

/**
 * Tells in which units a letter lies, whatever unit one works in. Only what is `normal` is found; nothing can be opened by
 * it, nothing is counted by person, and each search is written down before it is answered.
 *
 * @throws {MailroomError} `forbidden`, `validation-failed`, `rate-limited`
 */
export type SearchCrossUnit = (
  actor: Actor,
  input: CrossUnitInput,
  signal: AbortSignal,
) => Promise<CrossUnitFound>

const MAX_HITS = 50

export function createSearchCrossUnit(
  ports: FindDocumentsPorts & { readonly ledger: Ledger; readonly rateLimiter: RateLimiter },
): SearchCrossUnit {
  return async function searchCrossUnit(actor, { text, reason }, signal) {
    requirePermission(actor, 'search:cross-unit')
    await ports.rateLimiter.consume('cross-unit', actor.userId, signal)
    const units = await ports.orgUnits.list(actor, signal)
    const everywhere: Actor = { ...actor, grantKeys: units.map(({ id }) => unitKey(id)) }
    const { hits, total } = await findDocuments(
      ports,
      everywhere,
      { text, filter: {}, limit: MAX_HITS },
      signal,
    )
    const event = {
      action: 'search.cross-unit',
      object: { kind: 'search', id: 'cross-unit' },
      reason,
      changes: { text: { after: text }, hits: { after: total } },
    } as const
    await ports.ledger.change(
      actor,
      async () => ({ result: undefined, events: [event], changed: [] }),
      signal,
    )
    return { hits, total }
  }
}
