import { systemActor } from '../../domain/access/actor.ts'
import type { DisposalRun } from '../../domain/disposal/disposal-run.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import { caseFileNotice } from './case-files.ts'
import type { ChangedRecord } from './ledger.ts'

/** Inside the running transaction: files of the run that are still there are free again. */
export async function releaseFiles(
  { caseFiles }: { readonly caseFiles: CaseFiles },
  { id, tenantId, files }: DisposalRun,
  signal: AbortSignal,
): Promise<ChangedRecord[]> {
  const machine = systemActor(tenantId, id)
  const changed: ChangedRecord[] = []
  for (const { caseFileId } of files) {
    const caseFile = await caseFiles.find(machine, caseFileId, signal)
    if (caseFile?.disposalRunId !== id) continue
    const { disposalRunId: _run, ...free } = caseFile
    changed.push(caseFileNotice(await caseFiles.save(machine, free, signal)))
  }
  return changed
}
