import type { Actor } from '../../domain/access/actor.ts'
import { systemActor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { isReadByOlder } from '../../domain/recognition/reading-version.ts'
import type { Ledger } from '../shared/ledger.ts'
import { queueRenewal, type ReadingPorts, type RenewalQueuePorts } from '../shared/queue-renewal.ts'

export interface RenewDocumentsInput {
  /** `older`: those of which a better reading is to be expected. */
  readonly scope: 'older' | 'all'
  /** Goes on behind this document. */
  readonly after?: string | undefined
}

export interface RenewalsQueued {
  readonly examined: number
  readonly queued: number
  /** Where to go on; undefined when all documents were looked at. */
  readonly next: string | undefined
}

/** One call looks at so many documents, so that none takes long; the caller goes on with `next`. */
const DOCUMENTS_A_CALL = 100

/** Has documents of the tenant read again, when nothing else is to be done. @throws {MailroomError} `forbidden` */
export type RenewDocuments = (
  actor: Actor,
  input: RenewDocumentsInput,
  signal: AbortSignal,
) => Promise<RenewalsQueued>

export function createRenewDocuments(
  ports: RenewalQueuePorts & ReadingPorts & { readonly ledger: Ledger },
): RenewDocuments {
  return async function renewDocuments(actor, { scope, after }, signal) {
    requirePermission(actor, 'jobs:control')
    const machine = systemActor(actor.tenantId, actor.requestId)
    const engineName = ports.engineName()
    return ports.ledger.change(
      actor,
      async () => {
        const documents = await ports.documents.all(machine, after, DOCUMENTS_A_CALL, signal)
        let queued = 0
        for (const document of documents) {
          if (scope === 'older' && !isReadByOlder(document.ocr, engineName)) continue
          if (await queueRenewal(ports, machine, document, signal)) queued += 1
        }
        const next = documents.length < DOCUMENTS_A_CALL ? undefined : documents.at(-1)?.id
        const object = { kind: 'tenant', id: actor.tenantId } as const
        const changes = { documents: { after: queued }, scope: { after: scope } }
        const requested = { action: 'recognition.renewal-requested', object, changes } as const
        return {
          result: { examined: documents.length, queued, next },
          events: queued === 0 ? [] : [requested],
          changed: [],
        }
      },
      signal,
    )
  }
}
