import type { Actor } from '../../domain/access/actor.ts'
import type { Level } from '../../domain/access/confidentiality.ts'
import type { ProtectionClass } from '../../domain/batches/protection-class.ts'
import type { DocumentType } from '../../domain/classification/document-type.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { firstValues } from '../../domain/audit/changes.ts'
import type { DocumentTypes } from '../../ports/organisation.ts'
import type { Ledger } from '../shared/ledger.ts'

/** @throws {MailroomError} `already-exists` */
export type AddDocumentType = (
  actor: Actor,
  input: {
    readonly id: string
    readonly name: string
    readonly level?: Level | undefined
    readonly protectionClass?: ProtectionClass | undefined
    readonly keepsPaper?: boolean | undefined
  },
  signal: AbortSignal,
) => Promise<DocumentType>

export function createAddDocumentType({
  documentTypes,
  ledger,
}: {
  readonly documentTypes: DocumentTypes
  readonly ledger: Ledger
}): AddDocumentType {
  return async function addDocumentType(
    actor,
    { id, name, level = 'normal', protectionClass = 'normal', keepsPaper = false },
    signal,
  ) {
    requirePermission(actor, 'masterdata:edit')
    return ledger.change(
      actor,
      async () => {
        const type: DocumentType = {
          id,
          tenantId: actor.tenantId,
          name,
          retired: false,
          ...(level === 'normal' ? {} : { level }),
          ...(protectionClass === 'normal' ? {} : { protectionClass }),
          ...(keepsPaper ? { keepsPaper } : {}),
          version: 1,
        }
        await documentTypes.insert(actor, type, signal)
        const object = { kind: 'document-type', id } as const
        const changes = firstValues<DocumentType>(type, ['name', 'level', 'protectionClass', 'keepsPaper'])
        return { result: type, events: [{ action: 'document-type.added', object, changes }], changed: [] }
      },
      signal,
    )
  }
}
