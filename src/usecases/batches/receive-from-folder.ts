import { systemActor, type Actor } from '../../domain/access/actor.ts'
import type { Batch } from '../../domain/batches/batch.ts'
import { batchSettingsOf, isNews, type LastScan, type Scanner } from '../../domain/batches/scanner.ts'
import { calendarDayAt } from '../../domain/intake/local-time.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Scanners } from '../../ports/scanners.ts'
import { knownScan } from '../shared/batch-scans.ts'
import { insertBatch } from '../shared/new-batch.ts'
import {
  receiveScan,
  requireScanned,
  type ReceivedScan,
  type ScanIntakePorts,
} from '../shared/receive-scan.ts'
import type { ReceivedUpload } from '../shared/received-upload.ts'
import { invalid, required } from '../shared/required.ts'
import { checkUploads } from '../shared/store-originals.ts'

export interface FolderScan {
  readonly file: ReceivedUpload
  /** Names a batch of its own; else there is one a day. */
  readonly group?: string | undefined
  /** When the scanner has written it; gives the day, and the arrival of a batch that it opens. */
  readonly modifiedAt: Date
}

/**
 * Takes a file in that lay in the folder of a scanner, into the batch of its day or folder. The same file is taken in once,
 * also when it was not moved away after an intake, and though its batch is closed by now.
 *
 * @throws {MailroomError} as `takeIn`, and `unsupported-media-type`
 */
export type ReceiveFromFolder = (
  scanner: Scanner,
  scan: FolderScan,
  requestId: string,
  signal: AbortSignal,
) => Promise<ReceivedScan>

/** A folder whose batch is closed gets another one; nobody closes more in a day. */
const MAX_BATCHES = 99

export function createReceiveFromFolder(
  ports: ScanIntakePorts & { readonly scanners: Scanners },
): ReceiveFromFolder {
  const note = createNote(ports)
  return async function receiveFromFolder(scanner, scan, requestId, signal) {
    const { file, modifiedAt } = scan
    checkUploads([file])
    requireScanned([file])
    const actor = { ...systemActor(scanner.tenantId, requestId), displayName: scanner.name }
    const key = await keyOf(ports, actor, scanner, scan, signal)
    for (let turn = 1; turn <= MAX_BATCHES; turn += 1) {
      const folderKey = turn === 1 ? key : `${key}#${turn}`
      const batch =
        (await ports.batches.ofFolder(actor, folderKey, signal)) ??
        (await openBatch(ports, actor, scanner, { folderKey, modifiedAt }, signal))
      if (batch.state === 'open') {
        const received = await receiveScan(ports, actor, { batchId: batch.id, file }, signal)
        await note(actor, scanner, batch, signal)
        return received
      }
      const known = await knownScan(ports, actor, batch.id, file.staged.sha256, signal)
      if (known !== undefined) return { ...known, known: true }
    }
    throw invalid('files', 'Zu viele geschlossene Stapel für diesen Ordner.')
  }
}

/** Only now and then: the file is durable already, and a look into a folder finds thousands with one and the same record. */
function createNote({ scanners, clock }: { readonly scanners: Scanners; readonly clock: Clock }) {
  const noted = new Map<string, LastScan>()
  return async function note(
    actor: Actor,
    scanner: Scanner,
    batch: Batch,
    signal: AbortSignal,
  ): Promise<void> {
    const lastScan = { at: clock.now().toISOString(), batchId: batch.id, batchNumber: batch.number }
    if (!isNews({ lastScan: noted.get(scanner.id) ?? scanner.lastScan }, lastScan)) return
    await scanners.noteScan(actor, scanner.id, lastScan, signal)
    noted.set(scanner.id, lastScan)
  }
}

async function keyOf(
  { tenants }: ScanIntakePorts,
  actor: Actor,
  { id }: Scanner,
  { group, modifiedAt }: FolderScan,
  signal: AbortSignal,
): Promise<string> {
  if (group !== undefined) return `${id}/group/${group}`
  const { timeZone } = required(await tenants.find(actor.tenantId, signal))
  return `${id}/day/${calendarDayAt(modifiedAt, timeZone)}`
}

/** What lay there while nobody looked arrived when it was written; clocks of scanners run ahead now and then. */
function openBatch(
  ports: ScanIntakePorts,
  actor: Actor,
  scanner: Scanner,
  { folderKey, modifiedAt }: { readonly folderKey: string; readonly modifiedAt: Date },
  signal: AbortSignal,
): Promise<Batch> {
  const arrivedMs = Math.min(modifiedAt.getTime(), ports.clock.now().getTime())
  const receivedAt = new Date(arrivedMs).toISOString()
  return ports.ledger.change(
    actor,
    async () => {
      const settings = { ...batchSettingsOf(scanner), folderKey, receivedAt }
      const { batch, event } = await insertBatch(ports, actor, settings, signal)
      return { result: batch, events: [event], changed: [] }
    },
    signal,
  )
}
