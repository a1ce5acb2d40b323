import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { CaseFile } from '../../domain/filing/case-file.ts'
import {
  caseFileNotice,
  insertCaseFile,
  openedEvent,
  type CaseFilePorts,
  type NewCaseFile,
} from '../shared/case-files.ts'
import type { Ledger } from '../shared/ledger.ts'

/** @throws {MailroomError} `forbidden`, `validation-failed` for unknown entries and units, and for units of others */
export type OpenCaseFile = (actor: Actor, input: NewCaseFile, signal: AbortSignal) => Promise<CaseFile>

export function createOpenCaseFile(ports: CaseFilePorts & { readonly ledger: Ledger }): OpenCaseFile {
  return async function openCaseFile(actor, input, signal) {
    requirePermission(actor, 'files:create')
    return ports.ledger.change(
      actor,
      async () => {
        const caseFile = await insertCaseFile(ports, actor, input, signal)
        return { result: caseFile, events: [openedEvent(caseFile)], changed: [caseFileNotice(caseFile)] }
      },
      signal,
    )
  }
}
