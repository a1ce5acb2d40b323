import { systemActor, type Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { requireOpen, scanNumberFrom, withScan } from '../../domain/batches/batch.ts'
import { MailroomError } from '../../domain/errors.ts'
import { cleanFilename } from '../../domain/intake/filename.ts'
import type { Batches } from '../../ports/batches.ts'
import type { KeyClaim } from '../../ports/intake-store.ts'
import { loadScans, openToHandIn, scanOf, type BatchScan } from '../shared/batch-scans.ts'
import { createKeyedRequest } from '../shared/keyed-request.ts'
import type { ReceivedUpload } from '../shared/received-upload.ts'
import { checkUploads } from '../shared/store-originals.ts'
import { required } from '../shared/required.ts'
import { arrivalFrom } from '../shared/batch-arrival.ts'
import { takeIn, type IntakePorts } from '../shared/take-in.ts'

export interface ReceiveScansInput {
  readonly batchId: string
  readonly files: readonly ReceivedUpload[]
  readonly idempotency?: KeyClaim | undefined
}

export interface ReceivedScan extends BatchScan {
  /** The batch has this very file already: nothing was taken in. */
  readonly known: boolean
}

/**
 * Takes scans of several letters into a batch, each file as one. On return they are durable. The same file is taken in once,
 * so that a request that was cut short can simply be made again.
 *
 * @throws {MailroomError} as `ReceiveItem`, and `not-found` without such a batch, `state-conflict` when it is closed
 */
export type ReceiveScans = (
  actor: Actor,
  input: ReceiveScansInput,
  signal: AbortSignal,
) => Promise<readonly ReceivedScan[]>

/** What pages can be cut out of. */
const SCANNED: readonly string[] = ['application/pdf', 'image/tiff', 'image/jpeg', 'image/png']

type Ports = IntakePorts & { readonly batches: Batches }

export function createReceiveScans(ports: Ports): ReceiveScans {
  const onceByKey = createKeyedRequest(ports)
  return async function receiveScans(actor, { batchId, files, idempotency }, signal) {
    requirePermission(actor, 'batches:hand-in')
    requireOpen(await openToHandIn(ports, actor, batchId, signal))
    checkUploads(files)
    requireScanned(files)
    const all = async (): Promise<readonly ReceivedScan[]> => {
      const received: ReceivedScan[] = []
      for (const file of files) received.push(await receiveOne(ports, actor, { batchId, file }, signal))
      return received
    }
    return onceByKey(
      actor,
      idempotency,
      {
        // Every file is known by its hash, so that a request made again is answered without being kept.
        again: all,
        async first(keep) {
          const received = await all()
          const work = async () => {
            await keep(batchId)
            return { result: received, events: [], changed: [] }
          }
          return ports.ledger.change(actor, work, signal)
        },
      },
      signal,
    )
  }
}

function requireScanned(files: readonly ReceivedUpload[]): void {
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

async function receiveOne(
  ports: Ports,
  actor: Actor,
  { batchId, file }: { readonly batchId: string; readonly file: ReceivedUpload },
  signal: AbortSignal,
): Promise<ReceivedScan> {
  const machine = systemActor(actor.tenantId, actor.requestId)
  const { sha256 } = file.staged
  const known = async (): Promise<BatchScan | undefined> =>
    (await loadScans(ports, machine, batchId, signal)).find(
      ({ item }) => item.stack.sha256 === sha256 && item.state !== 'voided',
    )
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
  const mail = { files: [file], batchId, ...arrivalFrom(batch) }
  try {
    const taken = await takeIn(ports, actor, mail, signal, async () => undefined, stack)
    return { ...scanOf(taken), known: false }
  } catch (error) {
    if (!(error instanceof KnownScan)) throw error
    return { ...required(await known()), known: true }
  }
}
