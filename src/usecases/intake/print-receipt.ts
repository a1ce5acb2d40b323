import { groupedCode } from '../../domain/intake/reference-code.ts'
import { receiptView, type ReceiptLanguage } from '../../domain/intake/receipt-view.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Documents } from '../../ports/documents.ts'
import type { FollowUps } from '../../ports/follow-ups.ts'
import type { ReportPageWriter } from '../../ports/report-page-writer.ts'
import { confirmedAnswer } from '../shared/answered-follow-up.ts'
import { letterheadOf, type LetterheadPorts } from '../shared/letterhead.ts'
import { openSubmission, type SubmissionCodes, type SubmissionPorts } from '../shared/opened-submission.ts'
import { receivedFiles } from '../shared/received-files.ts'

export interface PrintReceiptInput extends SubmissionCodes {
  readonly language: ReceiptLanguage
}

export interface PrintedReceipt {
  readonly filename: string
  readonly pdf: Uint8Array
}

/**
 * The receipt as PDF, for whoever has both codes, as often as the status may be asked for: both count together.
 *
 * @throws {MailroomError} `not-found`, `rate-limited`
 */
export type PrintReceipt = (input: PrintReceiptInput, signal: AbortSignal) => Promise<PrintedReceipt>

export function createPrintReceipt(
  ports: SubmissionPorts &
    LetterheadPorts & {
      readonly documents: Documents
      readonly followUps: FollowUps
      readonly reportPages: ReportPageWriter
      readonly clock: Clock
    },
): PrintReceipt {
  return async function printReceipt(input, signal) {
    const { tenant, machine, item } = await openSubmission(ports, input, signal)
    const documents = await ports.documents.findMany(machine, item.documentIds, signal)
    const followUp = await confirmedAnswer(ports, machine, item, signal)
    const receipt = {
      receiptNumber: item.receiptNumber,
      receivedAt: item.receivedAt,
      files: receivedFiles(documents),
      ...(followUp === undefined ? {} : { followUp }),
      referenceCode: groupedCode(input.referenceCode),
      secret: groupedCode(input.secret),
    }
    const city = { tenant, head: await letterheadOf(ports, machine, signal) }
    const view = receiptView(receipt, city, ports.clock.now(), input.language)
    const pdf = await ports.reportPages.pagesOf(view, signal)
    return { filename: `${view.title} ${item.receiptNumber}.pdf`, pdf }
  }
}
