import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { SubFile } from '../../domain/filing/case-file.ts'
import type { CaseFileParts } from '../../ports/case-file-parts.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import type { Clock, IdGenerator } from '../../ports/clock.ts'
import { caseFileNotice, requireOpenFile } from '../shared/case-files.ts'
import { onBehalfOf } from '../shared/deputyships.ts'
import type { Ledger } from '../shared/ledger.ts'
import { viewedCaseFile } from '../shared/opened-records.ts'
import type { ReadLog } from '../shared/read-log.ts'
import { required } from '../shared/required.ts'

/** By serial. @throws {MailroomError} `not-found` */
export type ListSubFiles = (
  actor: Actor,
  caseFileId: string,
  signal: AbortSignal,
) => Promise<readonly SubFile[]>

/** @throws {MailroomError} `not-found`, `state-conflict` for a closed case file */
export type AddSubFile = (
  actor: Actor,
  input: { readonly caseFileId: string; readonly subject: string },
  signal: AbortSignal,
) => Promise<SubFile>

export function createListSubFiles(ports: {
  readonly caseFiles: CaseFiles
  readonly caseFileParts: CaseFileParts
  readonly readLog: ReadLog
}): ListSubFiles {
  return async function listSubFiles(actor, caseFileId, signal) {
    requirePermission(actor, 'files:read')
    await viewedCaseFile(ports, actor, caseFileId, signal)
    return ports.caseFileParts.subFiles(actor, caseFileId, signal)
  }
}

export function createAddSubFile(ports: {
  readonly caseFiles: CaseFiles
  readonly caseFileParts: CaseFileParts
  readonly ledger: Ledger
  readonly clock: Clock
  readonly ids: IdGenerator
}): AddSubFile {
  return async function addSubFile(actor, { caseFileId, subject }, signal) {
    requirePermission(actor, 'files:edit')
    return ports.ledger.change(
      actor,
      async () => {
        const caseFile = required(await ports.caseFiles.find(actor, caseFileId, signal))
        requireOpenFile(caseFile)
        const stem = `${caseFile.fileNumber}-T{serial}`
        const added: SubFile = {
          id: ports.ids.next(),
          tenantId: actor.tenantId,
          caseFileId,
          serial: await ports.caseFiles.nextFileSerial(actor, stem, signal),
          subject,
          createdAt: ports.clock.now().toISOString(),
          version: 1,
        }
        await ports.caseFileParts.insertSubFile(actor, added, signal)
        const event = {
          action: 'case-file.sub-file-added',
          object: { kind: 'case-file', id: caseFileId },
          ...onBehalfOf(actor, caseFile.readKeys),
          changes: { subFile: { after: { id: added.id, serial: added.serial, subject } } },
        } as const
        return { result: added, events: [event], changed: [caseFileNotice(caseFile)] }
      },
      signal,
    )
  }
}
