import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { TransferNote } from '../../domain/quality/transfer-note.ts'
import { transferNoteView } from '../../domain/quality/transfer-note-view.ts'
import type { ReportPageWriter } from '../../ports/report-page-writer.ts'
import { notedLetter, type NotePorts } from '../shared/noted-letter.ts'
import { required } from '../shared/required.ts'

export interface ShownNote {
  readonly note: TransferNote
  /** Of the note as JSON, with keys in their order here and no spaces. */
  readonly sha256: string
}

/** How the scan of a letter came about and was made sure of. @throws {MailroomError} `forbidden`, `not-found` also for what was not cut out of a scan */
export type ShowTransferNote = (actor: Actor, itemId: string, signal: AbortSignal) => Promise<ShownNote>

/** @throws {MailroomError} as `ShowTransferNote` */
export type PrintTransferNote = (
  actor: Actor,
  itemId: string,
  signal: AbortSignal,
) => Promise<{ readonly filename: string; readonly pdf: Uint8Array }>

export function createShowTransferNote(ports: NotePorts): ShowTransferNote {
  return async function showTransferNote(actor, itemId, signal) {
    requirePermission(actor, 'items:read')
    const { note, sha256 } = await notedLetter(ports, actor, itemId, signal)
    return { note, sha256 }
  }
}

export function createPrintTransferNote(
  ports: NotePorts & { readonly reportPages: ReportPageWriter },
): PrintTransferNote {
  return async function printTransferNote(actor, itemId, signal) {
    requirePermission(actor, 'items:read')
    const { note, sha256 } = await notedLetter(ports, actor, itemId, signal)
    const tenant = required(await ports.tenants.find(actor.tenantId, signal))
    return {
      filename: `Transfervermerk ${note.receiptNumber}.pdf`,
      pdf: await ports.reportPages.pagesOf(transferNoteView(note, sha256, tenant), signal),
    }
  }
}
