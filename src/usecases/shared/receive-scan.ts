import { systemActor, type Actor } from '../../domain/access/actor.ts'
import { arrivalFrom, scanNumberFrom, withScan } from '../../domain/batches/batch.ts'
import { MailroomError } from '../../domain/errors.ts'
import { cleanFilename } from '../../domain/intake/filename.ts'
import type { Batches } from '../../ports/batches.ts'
import { knownScan, scanOf, type BatchScan } from './batch-scans.ts'
import type { ReceivedUpload } from './received-upload.ts'
import { required } from './required.ts'
import { takeIn, type IntakePorts } from './take-in.ts'

export type ScanIntakePorts = IntakePorts & { readonly batches: Batches }

export interface ReceivedScan extends BatchScan {
  /** The batch has this very file already: nothing was taken in. */
  readonly known: boolean
}

/** What pages can be cut out of. */
const SCANNED: readonly string[] = ['application/pdf', 'image/tiff', 'image/jpeg', 'image/png']

/** @throws {MailroomError} `unsupported-media-type` */
export function requireScanned(files: readonly ReceivedUpload[]): void {
  for (const [index, { mediaType = '', filename }] of files.entries()) {
    if (SCANNED.includes(mediaType)) continue
    const message = `„${cleanFilename(filename)}“ ist kein Scan: erwartet werden PDF, TIFF, JPEG oder PNG.`
    throw new MailroomError('unsupported-media-type', message, {
      faults: [{ path: `files.${index}`, message }],
    })
  }
}

/** Ends the transaction of an intake that would take in what is there already. */
class KnownScan extends Error {
  override readonly name = 'KnownScan'
}

/**
 * Takes one scan into a batch, the same file once.
 *
 * @throws {MailroomError} as `takeIn`, and `state-conflict` when the batch is closed
 */
export async function receiveScan(
  ports: ScanIntakePorts,
  actor: Actor,
  { batchId, file }: { readonly batchId: string; readonly file: ReceivedUpload },
  signal: AbortSignal,
): Promise<ReceivedScan> {
  const machine = systemActor(actor.tenantId, actor.requestId)
  const { sha256 } = file.staged
  const known = (): Promise<BatchScan | undefined> => knownScan(ports, machine, batchId, sha256, signal)
  const before = await known()
  if (before !== undefined) return { ...before, known: true }
  const batch = required(await ports.batches.find(machine, batchId, signal))
  const stack = {
    sha256,
    /** Everybody who takes a scan into the batch changes it, so that two never get the same number. */
    async nextNumber() {
      const now = required(await ports.batches.find(machine, batchId, signal))
      if ((await known()) !== undefined) throw new KnownScan()
      const saved = await ports.batches.save(machine, withScan(now), signal)
      return scanNumberFrom(saved, saved.scans)
    },
  }
  // Not those of who hands it in: many letters of others lie in it.
  const { readKeys } = batch
  const mail = { files: [file], batchId, readKeys, stack, ...arrivalFrom(batch) }
  try {
    return { ...scanOf(await takeIn(ports, actor, mail, signal)), known: false }
  } catch (error) {
    if (!(error instanceof KnownScan)) throw error
    return { ...required(await known()), known: true }
  }
}
