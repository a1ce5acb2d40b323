import type { z } from 'zod'
import type { AppraisalView, DueFileView } from '../../contract/disposal.ts'
import { levelOf } from '../../domain/access/actor.ts'
import type { CountingAppraisal } from '../../domain/filing/appraisal.ts'
import type { CaseFile } from '../../domain/filing/case-file.ts'
import type { DueFile } from '../../usecases/shared/due-files.ts'
import type { Presented } from '../route.ts'

export function presentAppraisal(
  appraisal: CountingAppraisal | undefined,
): Presented<z.infer<typeof AppraisalView>> | null {
  if (appraisal === undefined) return null
  const { value, from, reason = null } = appraisal
  return { value, from, reason }
}

/** Who manages records sees files of all units; the subject of one that few may know tells too much. */
export function shownSubject({ readKeys, subject }: CaseFile): string | null {
  return levelOf(readKeys) === 'normal' ? subject : null
}

export function presentDueFile({ caseFile, retention, heldBack }: DueFile): Presented<DueFileView> {
  const { entry, retentionClass, clock, appraisal } = retention
  return {
    caseFileId: caseFile.id,
    fileNumber: caseFile.fileNumber,
    subject: shownSubject(caseFile),
    entry: entry === undefined ? '' : `${entry.number} ${entry.title}`,
    leadUnitId: caseFile.leadUnitId,
    closedAt: caseFile.closedAt ?? null,
    retention: retentionClass?.name ?? '',
    lastDay: clock.lastDay ?? null,
    appraisal: presentAppraisal(appraisal),
    heldBack: [...heldBack],
    holds: (caseFile.holds ?? []).map(({ owner }) => owner),
    documentCount: caseFile.documentCount,
  }
}
