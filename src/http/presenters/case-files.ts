import type { z } from 'zod'
import type { CaseFileView, ProcedureView } from '../../contract/case-files.ts'
import { levelOf } from '../../domain/access/actor.ts'
import type { CaseFile, Procedure } from '../../domain/filing/case-file.ts'
import type { Presented } from '../route.ts'

export function presentCaseFile(file: CaseFile): Presented<CaseFileView> {
  return {
    id: file.id,
    fileNumber: file.fileNumber,
    subject: file.subject,
    filingPlanEntryId: file.filingPlanEntryId,
    leadUnitId: file.leadUnitId,
    state: file.state,
    createdAt: file.createdAt,
    closedAt: file.closedAt ?? null,
    documentCount: file.documentCount,
    medium: file.medium ?? 'electronic',
    ...presentMetadata(file),
    holds: (file.holds ?? []).map(({ placedBy, ...hold }) => ({ ...hold, placedBy: placedBy.displayName })),
    level: levelOf(file.readKeys),
    version: file.version,
  }
}

function presentMetadata({ location, foreignReference, periodFrom, periodTo }: CaseFile) {
  return {
    location: location ?? null,
    foreignReference: foreignReference ?? null,
    periodFrom: periodFrom ?? null,
    periodTo: periodTo ?? null,
  }
}

export function presentProcedure(procedure: Procedure): Presented<z.infer<typeof ProcedureView>> {
  const { id, caseFileId, subFileId = null, serial, subject, createdAt } = procedure
  return { id, caseFileId, subFileId, serial, subject, createdAt }
}
