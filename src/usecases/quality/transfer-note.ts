import { systemActor, type Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { Batch } from '../../domain/batches/batch.ts'
import { isOut } from '../../domain/paper/paper-box.ts'
import type { IncomingItem } from '../../domain/intake/incoming-item.ts'
import { hasLeftTheHouse } from '../../domain/intake/item-moves.ts'
import { transferNote, type NotedPaper, type TransferNote } from '../../domain/quality/transfer-note.ts'
import { transferNoteView } from '../../domain/quality/transfer-note-view.ts'
import type { Digest } from '../../ports/digest.ts'
import type { PaperBoxes } from '../../ports/paper-boxes.ts'
import type { ReportPageWriter } from '../../ports/report-page-writer.ts'
import { scanOf } from '../shared/batch-scans.ts'
import { loadItem } from '../shared/load-item.ts'
import { viewedItemWithDocuments } from '../shared/opened-records.ts'
import type { ReadLog } from '../shared/read-log.ts'
import { paperDayOf, type PaperPorts } from '../shared/paper-state.ts'
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

interface Ports extends PaperPorts {
  readonly paperBoxes: PaperBoxes
  readonly readLog: ReadLog
  readonly digest: Digest
}

export function createShowTransferNote(ports: Ports): ShowTransferNote {
  return async function showTransferNote(actor, itemId, signal) {
    requirePermission(actor, 'items:read')
    return noteOf(ports, actor, itemId, signal)
  }
}

export function createPrintTransferNote(
  ports: Ports & { readonly reportPages: ReportPageWriter },
): PrintTransferNote {
  return async function printTransferNote(actor, itemId, signal) {
    requirePermission(actor, 'items:read')
    const { note, sha256 } = await noteOf(ports, actor, itemId, signal)
    const tenant = required(await ports.tenants.find(actor.tenantId, signal))
    return {
      filename: `Transfervermerk ${note.receiptNumber}.pdf`,
      pdf: await ports.reportPages.pagesOf(transferNoteView(note, sha256, tenant), signal),
    }
  }
}

/** Whoever reads the letter reads how it came about, though the scan itself stays with the mailroom. */
async function noteOf(ports: Ports, actor: Actor, itemId: string, signal: AbortSignal): Promise<ShownNote> {
  const { item, documents } = await viewedItemWithDocuments(ports, actor, itemId, signal)
  const origin = required(item.origin)
  const machine = systemActor(actor.tenantId, actor.requestId)
  const scan = scanOf(await loadItem(ports, machine, origin.stackItemId, signal))
  const batch = required(await ports.batches.find(machine, item.batchId ?? '', signal))
  const note = transferNote({
    item,
    documents,
    stack: scan.item,
    stackDocument: scan.document,
    batch,
    check: await ports.scanChecks.ofItem(machine, itemId, signal),
    paper: await paperOf(ports, machine, { item, batch }, signal),
  })
  return { note, sha256: ports.digest.sha256(JSON.stringify(note)) }
}

/** Nobody may have put it away, or it was handed on. */
async function paperOf(
  ports: Ports,
  machine: Actor,
  { item, batch: { paper } }: { readonly item: IncomingItem; readonly batch: Batch },
  signal: AbortSignal,
): Promise<NotedPaper | undefined> {
  if (paper === undefined || hasLeftTheHouse(item)) return undefined
  const box = required(await ports.paperBoxes.find(machine, paper.boxId, signal))
  const { number, place } = box
  if (isOut(box, item.id)) return { box: number, place, state: 'taken-out' }
  if (box.state === 'destroyed') return { box: number, place, state: 'destroyed' }
  const destroyAfter = await paperDayOf(ports, machine, box, signal)
  return { box: number, place, state: 'stored', ...(destroyAfter === undefined ? {} : { destroyAfter }) }
}
