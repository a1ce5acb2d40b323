import type { z } from 'zod'
import type { FileEntryView, RetentionView, SubFileView } from '../../contract/case-file-parts.ts'
import type { SubFile } from '../../domain/filing/case-file.ts'
import type { Withdrawal } from '../../domain/filing/file-entry.ts'
import type { ShownEntry } from '../../usecases/filing/list-file-entries.ts'
import type { Retention } from '../../usecases/shared/retention-plan.ts'
import type { Presented } from '../route.ts'
import { presentAppraisal } from './disposal.ts'
import { presentDocument } from './documents.ts'
import { presentRetentionClass } from './filing-plan.ts'

export function presentSubFile({
  id,
  caseFileId,
  serial,
  subject,
  createdAt,
}: SubFile): Presented<z.infer<typeof SubFileView>> {
  return { id, caseFileId, serial, subject, createdAt }
}

export function presentEntry({
  entry,
  document,
  outgoing,
}: ShownEntry): Presented<z.infer<typeof FileEntryView>> {
  const { serial, firstPage = null, lastPage = null, filedAt, filedBy, left, voided } = entry
  const isHere = left === undefined && document !== undefined
  return {
    serial,
    firstPage,
    lastPage,
    filedAt,
    filedBy: filedBy.displayName,
    procedureId: isHere ? (document.procedureId ?? null) : null,
    left: presentWithdrawal(left),
    voided: presentWithdrawal(voided),
    outgoing:
      outgoing === undefined
        ? null
        : {
            recipient: outgoing.recipient,
            sentOn: outgoing.sentOn,
            author: outgoing.author.displayName,
          },
    document: document === undefined ? null : presentDocument(document),
  }
}

function presentWithdrawal(withdrawal: Withdrawal | undefined) {
  if (withdrawal === undefined) return null
  const { at, by, reason } = withdrawal
  return { at, by: by.displayName, reason }
}

export function presentRetention({
  retentionClass,
  clock,
  appraisal,
}: Retention): Presented<z.infer<typeof RetentionView>> {
  return {
    retentionClass: retentionClass === undefined ? null : presentRetentionClass(retentionClass),
    lastDay: clock.lastDay ?? null,
    state: clock.state,
    startedOn: clock.startedOn ?? null,
    appraisal: presentAppraisal(appraisal),
  }
}
