import type { Actor } from '../../domain/access/actor.ts'
import { systemActor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { Ledger } from '../shared/ledger.ts'
import { queueRenewal, type RenewalQueuePorts } from '../shared/queue-renewal.ts'
import { required } from '../shared/required.ts'

/**
 * Has one document read again, when nothing else is to be done; it stays as it is until the new reading is complete.
 *
 * @throws {MailroomError} `forbidden`, `not-found`, `state-conflict` while the machine is still at it or will be
 */
export type RenewDocument = (actor: Actor, documentId: string, signal: AbortSignal) => Promise<void>

export function createRenewDocument(ports: RenewalQueuePorts & { readonly ledger: Ledger }): RenewDocument {
  return async function renewDocument(actor, documentId, signal) {
    requirePermission(actor, 'items:retry')
    const machine = systemActor(actor.tenantId, actor.requestId)
    await ports.ledger.change(
      actor,
      async () => {
        const document = required(await ports.documents.find(actor, documentId, signal))
        if (!(await queueRenewal(ports, machine, document, signal))) {
          throw new MailroomError('state-conflict', 'The machine is at this document already.')
        }
        const object = { kind: 'document', id: documentId } as const
        return {
          result: undefined,
          events: [{ action: 'document.renewal-requested', object }],
          changed: [{ kind: 'progress', id: document.itemId, readKeys: document.readKeys }],
        }
      },
      signal,
    )
  }
}
