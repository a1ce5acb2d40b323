import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { requireOpen } from '../../domain/batches/batch.ts'
import type { KeyClaim } from '../../ports/intake-store.ts'
import { openToHandIn } from '../shared/batch-scans.ts'
import { createKeyedRequest } from '../shared/keyed-request.ts'
import {
  receiveScan,
  requireScanned,
  type ReceivedScan,
  type ScanIntakePorts,
} from '../shared/receive-scan.ts'
import type { ReceivedUpload } from '../shared/received-upload.ts'
import { checkUploads } from '../shared/store-originals.ts'

export interface ReceiveScansInput {
  readonly batchId: string
  readonly files: readonly ReceivedUpload[]
  readonly idempotency?: KeyClaim | undefined
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

export function createReceiveScans(ports: ScanIntakePorts): ReceiveScans {
  const onceByKey = createKeyedRequest(ports)
  return async function receiveScans(actor, { batchId, files, idempotency }, signal) {
    requirePermission(actor, 'batches:hand-in')
    requireOpen(await openToHandIn(ports, actor, batchId, signal))
    checkUploads(files)
    requireScanned(files)
    const all = async (): Promise<readonly ReceivedScan[]> => {
      const received: ReceivedScan[] = []
      for (const file of files) received.push(await receiveScan(ports, actor, { batchId, file }, signal))
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
