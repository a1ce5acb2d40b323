import { systemActor, type Actor } from '../../domain/access/actor.ts'
import type { Batch } from '../../domain/batches/batch.ts'
import type { Scanner } from '../../domain/batches/scanner.ts'
import { calendarDayAt } from '../../domain/intake/local-time.ts'
import { loadScans } from '../shared/batch-scans.ts'
import { insertBatch, type NewBatch } from '../shared/new-batch.ts'
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
  /** When the scanner has written it; gives the day. */
  readonly modifiedAt: Date
}

/**
 * Takes a file in that lay in the folder of a scanner, into the batch of its day or folder. The same file is taken in once, also
 * when it was not moved away after an intake, and though its batch is closed by now.
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

export function createReceiveFromFolder(ports: ScanIntakePorts): ReceiveFromFolder {
  return async function receiveFromFolder(scanner, scan, requestId, signal) {
    checkUploads([scan.file])
    requireScanned([scan.file])
    const actor = { ...systemActor(scanner.tenantId, requestId), displayName: scanner.name }
    const key = await keyOf(ports, actor, scanner, scan, signal)
    for (let turn = 1; turn <= MAX_BATCHES; turn += 1) {
      const folderKey = turn === 1 ? key : `${key}#${turn}`
      const batch =
        (await ports.batches.ofFolder(actor, folderKey, signal)) ??
        (await openBatch(ports, actor, scanner, folderKey, signal))
      const { sha256 } = scan.file.staged
      const scans = await loadScans(ports, actor, batch.id, signal)
      const known = scans.find(({ item }) => item.stack.sha256 === sha256 && item.state !== 'voided')
      if (known !== undefined) return { ...known, known: true }
      if (batch.state === 'open')
        return receiveScan(ports, actor, { batchId: batch.id, file: scan.file }, signal)
    }
    throw invalid('files', 'Zu viele geschlossene Stapel für diesen Ordner.')
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

function openBatch(
  ports: ScanIntakePorts,
  actor: Actor,
  scanner: Scanner,
  folderKey: string,
  signal: AbortSignal,
): Promise<Batch> {
  const { name, site, profile, protectionClass, channel, dividesAlone, byContent } = scanner
  const settings: NewBatch = {
    scanner: name,
    ...(site === undefined ? {} : { site }),
    ...(profile === undefined ? {} : { profile }),
    operator: name,
    protectionClass,
    channel,
    dividesAlone,
    byContent,
    folderKey,
  }
  return ports.ledger.change(
    actor,
    async () => {
      const { batch, event } = await insertBatch(ports, actor, settings, signal)
      return { result: batch, events: [event], changed: [] }
    },
    signal,
  )
}
