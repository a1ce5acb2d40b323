import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { Procedure } from '../../domain/filing/case-file.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import {
  requireEntry,
  requireNumberedFile,
  requireProcedure,
  type OldNumberPorts,
} from '../shared/case-file-parts.ts'
import { caseFileNotice } from '../shared/case-files.ts'
import { onBehalfOf } from '../shared/deputyships.ts'
import type { Ledger } from '../shared/ledger.ts'
import { required } from '../shared/required.ts'

export interface MoveDocumentInput {
  readonly caseFileId: string
  readonly documentId: string
  /** `null`: into none. */
  readonly procedureId: string | null
  readonly reason: string
}

/**
 * Puts a document of a case file into another of its procedures. Its number stays. Into another case file an item goes as a
 * whole, see `FileItem`.
 *
 * @throws {MailroomError} `not-found`, `state-conflict` for a closed case file, `validation-failed`
 */
export type MoveDocument = (actor: Actor, input: MoveDocumentInput, signal: AbortSignal) => Promise<void>

interface Ports extends OldNumberPorts {
  readonly caseFiles: CaseFiles
  readonly ledger: Ledger
}

export function createMoveDocument(ports: Ports): MoveDocument {
  return async function moveDocument(actor, { caseFileId, documentId, procedureId, reason }, signal) {
    requirePermission(actor, 'files:edit')
    return ports.ledger.change(
      actor,
      async () => {
        const caseFile = await requireNumberedFile(ports, actor, caseFileId, signal)
        const { serial } = await requireEntry(ports, actor, { caseFileId, documentId }, signal)
        const document = required(await ports.documents.find(actor, documentId, signal))
        if ((document.procedureId ?? null) === procedureId)
          return { result: undefined, events: [], changed: [] }
        const procedureOf = async (id: string | null | undefined): Promise<Procedure | undefined> =>
          id === null || id === undefined
            ? undefined
            : requireProcedure(ports, actor, { caseFileId, procedureId: id }, signal)
        const [from, to] = [await procedureOf(document.procedureId), await procedureOf(procedureId)]
        await ports.documents.save(actor, placedIn(document, to), signal)
        const event = {
          action: 'case-file.document-moved',
          object: { kind: 'case-file', id: caseFileId },
          ...onBehalfOf(actor, caseFile.readKeys),
          reason,
          changes: { document: { after: { serial, documentId } }, procedure: placesTold(from, to) },
        } as const
        const { readKeys } = document
        const changed = [caseFileNotice(caseFile), { kind: 'document', id: documentId, readKeys } as const]
        return { result: undefined, events: [event], changed }
      },
      signal,
    )
  }
}

function placedIn(document: StoredDocument, procedure: Procedure | undefined): StoredDocument {
  const moved = { ...document }
  if (procedure === undefined) Reflect.deleteProperty(moved, 'procedureId')
  return procedure === undefined ? moved : { ...moved, procedureId: procedure.id }
}

function placesTold(
  from: Procedure | undefined,
  to: Procedure | undefined,
): { before?: object; after?: object } {
  const told = ({ id, serial, subject }: Procedure): object => ({ id, serial, subject })
  return {
    ...(from === undefined ? {} : { before: told(from) }),
    ...(to === undefined ? {} : { after: told(to) }),
  }
}
