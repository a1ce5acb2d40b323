import type { Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { voidedEntry } from '../../domain/filing/file-entry.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import { requireEntry, requireNumberedFile, type OldNumberPorts } from '../shared/case-file-parts.ts'
import { caseFileNotice } from '../shared/case-files.ts'
import { onBehalfOf } from '../shared/deputyships.ts'
import type { Ledger } from '../shared/ledger.ts'

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

interface Ports extends OldNumberPorts {
  readonly caseFiles: CaseFiles
  readonly ledger: Ledger
}

export function createVoidDocument(ports: Ports): VoidDocument {
  return async function voidDocument(actor, { caseFileId, documentId, reason }, signal) {
    requirePermission(actor, 'files:edit')
    return ports.ledger.change(
      actor,
      async () => {
        const caseFile = await requireNumberedFile(ports, actor, caseFileId, signal)
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
