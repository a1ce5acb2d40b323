import type { Actor } from '../../domain/access/actor.ts'
import type { Level } from '../../domain/access/confidentiality.ts'
import type { ProtectionClass } from '../../domain/batches/protection-class.ts'
import type { DocumentType } from '../../domain/classification/document-type.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { changesBetween } from '../../domain/audit/changes.ts'
import type { DocumentTypes } from '../../ports/organisation.ts'
import { required, requireVersion } from '../shared/required.ts'
import type { Ledger } from '../shared/ledger.ts'

export interface PatchDocumentTypeInput {
  readonly documentTypeId: string
  /** From `If-Match`. */
  readonly expectedVersion: number
  readonly name?: string | undefined
  readonly retired?: boolean | undefined
  /** Counts for letters whose type is confirmed from then on. */
  readonly level?: Level | undefined
  /** As `level`. */
  readonly protectionClass?: ProtectionClass | undefined
  readonly keepsPaper?: boolean | undefined
}

const AUDITED = ['name', 'retired', 'level', 'protectionClass', 'keepsPaper'] as const

/** @throws {MailroomError} `not-found`, `version-mismatch` */
export type PatchDocumentType = (
  actor: Actor,
  input: PatchDocumentTypeInput,
  signal: AbortSignal,
) => Promise<DocumentType>

export function createPatchDocumentType({
  documentTypes,
  ledger,
}: {
  readonly documentTypes: DocumentTypes
  readonly ledger: Ledger
}): PatchDocumentType {
  return async function patchDocumentType(actor, { documentTypeId, expectedVersion, ...patch }, signal) {
    requirePermission(actor, 'masterdata:edit')
    return ledger.change(
      actor,
      async () => {
        const before = required(await documentTypes.find(actor, documentTypeId, signal))
        requireVersion(before, expectedVersion)
        const { name = before.name, retired = before.retired, level = before.level } = patch
        const { protectionClass = before.protectionClass, keepsPaper = before.keepsPaper } = patch
        const wanted = {
          ...before,
          name,
          retired,
          ...(level === undefined ? {} : { level }),
          ...(protectionClass === undefined ? {} : { protectionClass }),
          ...(keepsPaper === undefined ? {} : { keepsPaper }),
        }
        const after = await documentTypes.save(actor, wanted, signal)
        const object = { kind: 'document-type', id: documentTypeId } as const
        const changes = changesBetween<DocumentType>(before, after, AUDITED)
        return { result: after, events: [{ action: 'document-type.changed', object, changes }], changed: [] }
      },
      signal,
    )
  }
}
