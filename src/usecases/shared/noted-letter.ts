import { systemActor, type Actor } from '../../domain/access/actor.ts'
import type { Batch } from '../../domain/batches/batch.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import type { IncomingItem } from '../../domain/intake/incoming-item.ts'
import { hasLeftTheHouse } from '../../domain/intake/item-moves.ts'
import { isOut } from '../../domain/paper/paper-box.ts'
import { transferNote, type NotedPaper, type TransferNote } from '../../domain/quality/transfer-note.ts'
import type { Digest } from '../../ports/digest.ts'
import type { PaperBoxes } from '../../ports/paper-boxes.ts'
import type { TimeStamps } from '../../ports/time-stamps.ts'
import { scanOf } from './batch-scans.ts'
import { loadItem } from './load-item.ts'
import { viewedItemWithDocuments } from './opened-records.ts'
import { paperDayOf, type PaperPorts } from './paper-state.ts'
import type { ReadLog } from './read-log.ts'
import { required } from './required.ts'

export interface NotePorts extends PaperPorts {
  readonly paperBoxes: PaperBoxes
  readonly readLog: ReadLog
  readonly digest: Digest
  readonly timeStamps: TimeStamps
}

export interface NotedLetter {
  readonly note: TransferNote
  /** The note as JSON, with keys in their order here and no spaces. */
  readonly json: string
  /** Of the JSON. */
  readonly sha256: string
  /** Of the letter, the present one first. */
  readonly documents: readonly StoredDocument[]
}

/**
 * A letter with the note of how its scan came about. Whoever reads the letter reads that, though the scan itself stays with the
 * mailroom. @throws {MailroomError} `not-found` also for what was not cut out of a scan
 */
export async function notedLetter(
  ports: NotePorts,
  actor: Actor,
  itemId: string,
  signal: AbortSignal,
): Promise<NotedLetter> {
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
    timeStamps: await ports.timeStamps.ofDocuments(machine, item.documentIds, signal),
    check: await ports.scanChecks.ofItem(machine, itemId, signal),
    paper: await paperOf(ports, machine, { item, batch }, signal),
  })
  const json = JSON.stringify(note)
  return { note, json, sha256: ports.digest.sha256(json), documents }
}

/** Nobody may have put it away, or it was handed on. */
async function paperOf(
  ports: NotePorts,
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
