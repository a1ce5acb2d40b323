import type { DisposalFileView, DisposalRunSummary, DisposalRunView } from '../../contract/disposal.ts'
import type { ArchiveWord, DisposalFile, DisposalRun } from '../../domain/disposal/disposal-run.ts'
import type { ShownRun } from '../../usecases/disposal/runs.ts'
import type { DueFile } from '../../usecases/shared/due-files.ts'
import type { Presented } from '../route.ts'
import { shownSubject } from './disposal.ts'

export function presentRunSummary(run: DisposalRun): Presented<DisposalRunSummary> {
  const { id, serial, archive, isDirect, state, createdAt, createdBy, files } = run
  return {
    id,
    serial,
    archive,
    isDirect,
    state,
    createdAt,
    createdBy: createdBy.displayName,
    files: files.length,
    destroyed: files.filter(({ destroyed }) => destroyed !== undefined).length,
  }
}

export function presentRun({ run, now, store }: ShownRun): Presented<DisposalRunView> {
  const { approved } = run
  return {
    ...presentRunSummary(run),
    processId: run.processId,
    files: run.files.map((file) => presentFile(file, now.get(file.caseFileId))),
    messages: run.messages.map(({ type, direction, at, by, sha256 }) => {
      return { type, direction, at, by: by.displayName, sha256 }
    }),
    requested: presentRequest(run),
    approved: approved === undefined ? null : { at: approved.at, by: approved.by.displayName },
    toErase: run.objectsToErase.length,
    store,
  }
}

/** Whoever has asked does not approve; names alone do not tell who that is. */
function presentRequest({ requested }: DisposalRun): Presented<DisposalRunView>['requested'] {
  if (requested === undefined) return null
  const { at, by } = requested
  return { at, by: by.displayName, byId: by.userId }
}

function presentFile(file: DisposalFile, now: DueFile | undefined): Presented<DisposalFileView> {
  const { caseFileId, fileNumber, entryNumber, closedOn, lastDay, proposal } = file
  return {
    ...{ caseFileId, fileNumber, entryNumber, closedOn, lastDay, proposal },
    subject: now === undefined ? null : shownSubject(now.caseFile),
    ...presentAnswers(file),
    heldBack: [...(now?.heldBack ?? [])],
    holds: (now?.caseFile.holds ?? []).map(({ owner }) => owner),
    destroyed: file.destroyed ?? null,
    keptBecause: [...(file.keptBecause ?? [])],
  }
}

function presentAnswers({ decision, imported, importFault }: DisposalFile) {
  return {
    decision: decision === undefined ? null : { ...presentWord(decision), value: decision.value },
    imported:
      imported === undefined
        ? null
        : { ...presentWord(imported), archiveNumber: imported.archiveNumber ?? null },
    importFault: importFault ?? null,
  }
}

function presentWord({ by, reference, at, recordedBy }: ArchiveWord) {
  return { by, reference, at, recordedBy: recordedBy.displayName }
}
