import type { ReceiptGaps, RegisterEntry as EntryView } from '../../contract/mail-register.ts'
import type { RegisterEntry } from '../../domain/register/register-entry.ts'
import type { ReceiptSeriesReport } from '../../usecases/register/find-receipt-gaps.ts'
import type { Presented } from '../route.ts'
import { presentArrival } from './incoming-items.ts'

export function presentRegisterEntry(entry: RegisterEntry): Presented<EntryView> {
  const { id, content, orgUnitId, closureReason, arrival: _notes, ...fields } = entry
  return {
    ...fields,
    id: id ?? null,
    arrival: presentArrival(entry),
    orgUnitId: orgUnitId ?? null,
    content:
      content === undefined ? null : { sender: content.sender ?? null, subject: content.subject ?? null },
    closureReason: closureReason ?? null,
  }
}

export function presentReceiptGaps({ lastNumber, ...report }: ReceiptSeriesReport): Presented<ReceiptGaps> {
  return { ...report, lastNumber: lastNumber ?? null }
}
