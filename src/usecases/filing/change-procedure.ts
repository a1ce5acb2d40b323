import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { Procedure } from '../../domain/filing/case-file.ts'
import type { CaseFileParts } from '../../ports/case-file-parts.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import { requireProcedure, requireSubFile } from '../shared/case-file-parts.ts'
import { caseFileNotice, requireOpenFile } from '../shared/case-files.ts'
import { onBehalfOf } from '../shared/deputyships.ts'
import type { Ledger } from '../shared/ledger.ts'
import { required } from '../shared/required.ts'

export interface ChangeProcedureInput {
  readonly caseFileId: string
  readonly procedureId: string
  readonly subject?: string | undefined
  /** `null`: into the case file itself. */
  readonly subFileId?: string | null | undefined
  readonly reason: string
}

/** Names a procedure anew, or puts it with all its documents elsewhere in the case file. @throws {MailroomError} `not-found`, `state-conflict`, `validation-failed` */
export type ChangeProcedure = (
  actor: Actor,
  input: ChangeProcedureInput,
  signal: AbortSignal,
) => Promise<Procedure>

export function createChangeProcedure(ports: {
  readonly caseFiles: CaseFiles
  readonly caseFileParts: CaseFileParts
  readonly ledger: Ledger
}): ChangeProcedure {
  return async function changeProcedure(actor, { caseFileId, procedureId, reason, ...change }, signal) {
    requirePermission(actor, 'files:edit')
    return ports.ledger.change(
      actor,
      async () => {
        const caseFile = required(await ports.caseFiles.find(actor, caseFileId, signal))
        requireOpenFile(caseFile)
        const before = await requireProcedure(ports, actor, { caseFileId, procedureId }, signal)
        const { subFileId } = change
        if (typeof subFileId === 'string') {
          await requireSubFile(ports, actor, { caseFileId, subFileId }, signal)
        }
        const after = await ports.caseFileParts.saveProcedure(actor, changed(before, change), signal)
        const event = {
          action: 'case-file.procedure-changed',
          object: { kind: 'case-file', id: caseFileId },
          ...onBehalfOf(actor, caseFile.readKeys),
          reason,
          changes: { procedure: { before: told(before), after: told(after) } },
        } as const
        return { result: after, events: [event], changed: [caseFileNotice(caseFile)] }
      },
      signal,
    )
  }
}

function changed(
  procedure: Procedure,
  { subject = procedure.subject, subFileId }: Pick<ChangeProcedureInput, 'subject' | 'subFileId'>,
): Procedure {
  const next = { ...procedure, subject }
  if (subFileId === null) Reflect.deleteProperty(next, 'subFileId')
  return typeof subFileId === 'string' ? { ...next, subFileId } : next
}

function told({ id, serial, subject, subFileId }: Procedure): object {
  return { id, serial, subject, ...(subFileId === undefined ? {} : { subFileId }) }
}
