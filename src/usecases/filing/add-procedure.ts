import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { Procedure } from '../../domain/filing/case-file.ts'
import type { CaseFileParts } from '../../ports/case-file-parts.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import type { Clock, IdGenerator } from '../../ports/clock.ts'
import { caseFileNotice, insertProcedure, procedureEvent } from '../shared/case-files.ts'
import { requireSubFile } from '../shared/case-file-parts.ts'
import { onBehalfOf } from '../shared/deputyships.ts'
import type { Ledger } from '../shared/ledger.ts'
import { required } from '../shared/required.ts'

export interface AddProcedureInput {
  readonly caseFileId: string
  readonly subject: string
  readonly subFileId?: string | undefined
}

/** @throws {MailroomError} `not-found`, `state-conflict` for a closed case file, `validation-failed` */
export type AddProcedure = (actor: Actor, input: AddProcedureInput, signal: AbortSignal) => Promise<Procedure>

export function createAddProcedure(ports: {
  readonly caseFiles: CaseFiles
  readonly caseFileParts: CaseFileParts
  readonly ledger: Ledger
  readonly clock: Clock
  readonly ids: IdGenerator
}): AddProcedure {
  return async function addProcedure(actor, { caseFileId, subject, subFileId }, signal) {
    requirePermission(actor, 'files:edit')
    return ports.ledger.change(
      actor,
      async () => {
        const caseFile = required(await ports.caseFiles.find(actor, caseFileId, signal))
        if (subFileId !== undefined) await requireSubFile(ports, actor, { caseFileId, subFileId }, signal)
        const procedure = await insertProcedure(ports, actor, { caseFile, subject, subFileId }, signal)
        const event = { ...procedureEvent(procedure), ...onBehalfOf(actor, caseFile.readKeys) }
        return { result: procedure, events: [event], changed: [caseFileNotice(caseFile)] }
      },
      signal,
    )
  }
}
