import type { Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { voidedEntry } from '../../domain/filing/file-entry.ts'
import type { CaseFileParts } from '../../ports/case-file-parts.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import type { Clock } from '../../ports/clock.ts'
import { requireEntry } from '../shared/case-file-parts.ts'
import { caseFileNotice, requireOpenFile } from '../shared/case-files.ts'
import { onBehalfOf } from '../shared/deputyships.ts'
import type { Ledger } from '../shared/ledger.ts'
import { required } from '../shared/required.ts'

export interface VoidDocumentInput {
  readonly caseFileId: string
  readonly documentId: string
  readonly reason: string
}

/**
 * Says of a document in a case file that it does not count. It stays where it is, with its number, and can be read on.
 *
 * @throws {MailroomError} `not-found`, `validation-failed`, `state-conflict` for a closed file and for what was voided before
 */
export type VoidDocument = (actor: Actor, input: VoidDocumentInput, signal: AbortSignal) => Promise<void>

export function createVoidDocument(ports: {
  readonly caseFiles: CaseFiles
  readonly caseFileParts: CaseFileParts
  readonly ledger: Ledger
  readonly clock: Clock
}): VoidDocument {
  return async function voidDocument(actor, { caseFileId, documentId, reason }, signal) {
    requirePermission(actor, 'files:edit')
    return ports.ledger.change(
      actor,
      async () => {
        const caseFile = required(await ports.caseFiles.find(actor, caseFileId, signal))
        requireOpenFile(caseFile)
        const entry = await requireEntry(ports, actor, { caseFileId, documentId }, signal)
        const voided = { at: ports.clock.now().toISOString(), by: personOf(actor), reason }
        await ports.caseFileParts.saveEntry(actor, voidedEntry(entry, voided), signal)
        const event = {
          action: 'case-file.document-voided',
          object: { kind: 'case-file', id: caseFileId },
          ...onBehalfOf(actor, caseFile.readKeys),
          reason,
          changes: { document: { after: { serial: entry.serial, documentId } } },
        } as const
        return { result: undefined, events: [event], changed: [caseFileNotice(caseFile)] }
      },
      signal,
    )
  }
}
