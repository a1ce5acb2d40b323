import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { Redaction } from '../../domain/redaction/redaction.ts'
import { openedDocument, type DocumentViewPorts } from '../shared/opened-records.ts'

/** Redacted versions of a document, newest first. @throws {MailroomError} `not-found`, `quarantined` */
export type ListRedactions = (
  actor: Actor,
  documentId: string,
  signal: AbortSignal,
) => Promise<readonly Redaction[]>

export function createListRedactions(ports: DocumentViewPorts): ListRedactions {
  return async function listRedactions(actor, documentId, signal) {
    requirePermission(actor, 'items:read')
    const { redactions = [] } = await openedDocument(ports, actor, documentId, signal)
    return redactions.toReversed()
  }
}
